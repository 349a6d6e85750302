import ArgumentParser
import CruxModel
import Reasoning

/// `crux compare`: where two people agree, where they part, and over what.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say where two people agree and part, and over which claims.",
    discussion: """
      A double crux is a claim on which both differ such that either would give up their view of the \
      thesis with the other's view of it. Without a thesis, the theses on which they part are \
      listed, most telling first.
      """)

  @Argument(
    help: ArgumentHelp("One person.", valueName: "a"), completion: .custom(completePeople))
  var first: String

  @Argument(
    help: ArgumentHelp("Another.", valueName: "b"), completion: .custom(completePeople))
  var second: String

  @Argument(
    help: ArgumentHelp("The statement they may part on.", valueName: "thesis"),
    completion: .custom(completeIDs))
  var thesis: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func run() throws {
    var debate = try CorpusDebate(reading)
    let people = (try debate.person(named: first), try debate.person(named: second))
    if people.0 == people.1 { throw Failure.onePerson(people.0.rawValue) }
    let chains: [DrillDown]
    if let thesis {
      let claim = try debate.claim(named: thesis).index
      chains = [debate.reasoner.drillDown(people.0, people.1, fromThesis: claim)]
    } else {
      chains = debate.chains(people.0, people.1)
    }
    let page = ComparePage(
      people: people, chains: chains, meeting: debate.reasoner.meeting(of: people.0, people.1),
      debate: debate)
    try listing.print(page.listing) { page.write(to: &$0) }
  }
}

extension CorpusDebate {
  /// The theses on which two people part, each with what lies behind it.
  fileprivate mutating func chains(_ first: PersonID, _ second: PersonID) -> [DrillDown] {
    reasoner.disagreements(first, second, on: recorded.theses).compactMap { report in
      recorded.claim(of: report.thesis).map {
        reasoner.drillDown(first, second, fromThesis: $0.index)
      }
    }
  }
}
