import ArgumentParser
import CruxStore

/// `crux list`: what the corpus holds, one kind of thing at a time.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what the corpus holds, one kind of thing at a time.",
    discussion: """
      people, threads; unanswered: objections that nothing answers and cruxes on which nobody took \
      a side; changes: who changed their mind about what; cruxes and theses, most decisive first.
      """)

  enum What: String, ExpressibleByArgument, CaseIterable {
    case changes, cruxes, people, theses, threads, unanswered
  }

  @Argument(help: "What to list.")
  var what: What

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func run() throws {
    switch what {
    case .cruxes:
      let page = CruxesPage(try CorpusDebate(reading))
      try listing.print(page.listing) { page.write(to: &$0) }
    case .theses:
      let page = ThesesPage(try CorpusDebate(reading))
      try listing.print(page.listing) { page.write(to: &$0) }
    case .changes: try show(ChangesPage(try openIndex(reading).changesOfMind()))
    case .people: try show(PeoplePage(try openIndex(reading).people()))
    case .threads: try show(ThreadsPage(try openIndex(reading).threads()))
    case .unanswered: try show(StatementsPage(try openIndex(reading).unanswered()))
    }
  }

  private func show(_ page: some ListingPage) throws {
    try listing.print(page.listing) { page.write(to: &$0) }
  }
}

/// A listing that can be read and be taken apart by programs.
protocol ListingPage {
  var listing: Listing { get }
  func write(to page: inout Page)
}
