import ArgumentParser

/// `crux list`: what the corpus holds, one kind of thing at a time.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what the corpus holds: its theses or its cruxes, most decisive first.")

  enum What: String, ExpressibleByArgument, CaseIterable {
    case cruxes, theses
  }

  @Argument(help: "What to list: cruxes or theses.")
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
    }
  }
}
