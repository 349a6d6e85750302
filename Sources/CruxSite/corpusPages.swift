import CruxModel

/// A file of the site.
package struct SitePage: Sendable {
  package let address: PageAddress
  package let bytes: [UInt8]
}

/// Every page that is not a thread's.
package func corpusPages(outline: CorpusOutline) -> [SitePage] {
  [
    SitePage(address: .home, bytes: homePage(outline: outline)),
    SitePage(address: .statements, bytes: statementsPage(outline: outline)),
  ]
}
