import CruxModel

/// A file of the site.
package struct SitePage: Sendable {
  package let address: PageAddress
  package let bytes: [UInt8]

  package init(address: PageAddress, bytes: [UInt8]) {
    self.address = address
    self.bytes = bytes
  }
}

/// What was computed of the whole corpus, for pages that list it.
package struct Computed: Sendable {
  /// In order of id.
  package var unanswered: [Unanswered]
  /// Best first.
  package var notable: [NotableCrux]
  package var pairs: ComparedPairs
  /// The statements that most is said for and against, and what it comes to.
  package var argued: [ArguedThesis]
  /// Newest first; put in by whoever reads the threads.
  package var latest: [LatestPost] = []

  package init(
    unanswered: [Unanswered] = [], notable: [NotableCrux] = [],
    pairs: ComparedPairs = ComparedPairs(), argued: [ArguedThesis] = []
  ) {
    self.unanswered = unanswered
    self.notable = notable
    self.pairs = pairs
    self.argued = argued
  }
}

/// The pages of a thread's claims and cruxes, and their previews.
package func statementPages(
  of id: ThreadID, outline: CorpusOutline, pairs: ComparedPairs,
  explain: (StatementID) -> ThesisExplanation?
) -> [SitePage] {
  guard let thread = outline.threads[id] else { return [] }
  let previews = SitePage(
    address: .threadPreviews(id), bytes: threadPreviews(thread, outline: outline))
  return [previews]
    + thread.statements.compactMap { outline.statements[$0] }.compactMap { entry in
      guard let address = entry.ownPage, entry.thread == id else { return nil }
      let bytes = statementPage(entry, outline: outline, pairs: pairs, explain: explain)
      return SitePage(address: address, bytes: bytes)
    }
}

/// Makes a few pages, on any thread of execution.
package typealias PageJob = @Sendable () -> [SitePage]

/// What makes every page that is neither a thread's nor one of its statements', always in the same order.
package func listPages(outline: CorpusOutline, computed: Computed) -> [PageJob] {
  func page(_ address: PageAddress, _ make: @escaping @Sendable () -> [UInt8]) -> PageJob {
    { [SitePage(address: address, bytes: make())] }
  }
  var jobs = [page(.home) { homePage(outline: outline, computed: computed) }]
  jobs += threadPages(outline: outline)
  jobs += StatementList.all(outline).pages()
  jobs += StatementList.cruxes(outline).pages()
  jobs.append(page(.people) { peoplePage(outline: outline) })
  jobs += unansweredPages(outline: outline, unanswered: computed.unanswered)
  jobs.append { changesPages(outline: outline) }
  jobs.append(page(.about) { aboutPage(outline: outline) })
  jobs.append(page(.search) { searchPage(outline: outline) })
  jobs.append(page(.notFound) { notFoundPage(outline: outline) })
  jobs += outline.topics.map { topic in
    page(.topic(topic)) { topicPage(topic, outline: outline) }
  }
  jobs += peoplePages(outline: outline, computed: computed)
  jobs += computed.pairs.all.map { pair in
    page(pair.address) { pairPage(pair, outline: outline) }
  }
  jobs.append {
    atomFeed(of: computed.latest, outline: outline).map { [SitePage(address: .feed, bytes: $0)] }
      ?? []
  }
  jobs.append { sitemap(outline: outline, pairs: computed.pairs) }
  jobs.append { redirectPages(outline: outline) }
  return jobs
}

private func peoplePages(outline: CorpusOutline, computed: Computed) -> [PageJob] {
  let unanswered = Dictionary(grouping: computed.unanswered) {
    // A question is not held by who asks it.
    outline.statement($0.statement).flatMap { $0.kind == .crux ? nil : $0.holder }
  }
  return outline.everybody.map { person in
    {
      let bytes = personPage(
        person, outline: outline, unanswered: unanswered[person] ?? [], pairs: computed.pairs)
      return [SitePage(address: .person(person), bytes: bytes)]
    }
  }
}

private func statementPage(
  _ entry: StatementEntry, outline: CorpusOutline, pairs: ComparedPairs,
  explain: (StatementID) -> ThesisExplanation?
) -> [UInt8] {
  guard entry.kind == .crux else {
    return claimPage(
      entry, outline: outline, explanation: explain(entry.id), pairs: pairs)
  }
  var answers: [StatementID: ThesisExplanation] = [:]
  if entry.hasRivalPoles { for pole in entry.poles { answers[pole] = explain(pole) } }
  return cruxPage(
    entry, outline: outline, explanation: entry.hasRivalPoles ? nil : explain(entry.id),
    answers: answers, pairs: pairs)
}
