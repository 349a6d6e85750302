import ArgumentParser
import CruxModel
import Reasoning

/// `crux why`: what decides a statement.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say what decides a statement: standing, strength, cruxes, what would change it.",
    discussion: """
      Standing says whether every recorded objection is answered. Strength says how the recorded \
      points balance; it is never a probability. Both follow from the map as it was annotated: \
      docs/reasoning.md says how, and what is refused.
      """)

  @Argument(help: ArgumentHelp("The statement.", valueName: "id"), completion: .custom(completeIDs))
  var id: String

  @Flag(help: "Print strengths as numbers, too.")
  var numbers = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What it would take for this person.", valueName: "person"),
    completion: .custom(completePeople))
  var person: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func run() throws {
    var debate = try CorpusDebate(reading)
    let asked = try debate.claim(named: id)
    let person = try person.map { try debate.person(named: $0) }
    let explanation = debate.reasoner.explanation(
      ofThesis: asked.index, debate.standing, as: person)
    try listing.print(Listing(explanation, asked: asked, in: debate)) { page in
      WhyPage(
        explanation: explanation, asked: asked, debate: debate, person: person,
        showsNumbers: numbers
      ).write(to: &page)
    }
  }
}
