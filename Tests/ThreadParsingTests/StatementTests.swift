import CruxModel
import Testing
import ThreadParsing

@Suite struct StatementTests {
  @Test func `a crux under a stance on several statements decides each of them`() {
    let thread = parse(
      """
      ## @A · 2025-01-01

      **Claim** `a`: A.

      **Claim** `t`: T.

      - **Agree** `a` and `t`
        - **Crux** `q`: Q?
      """)
    #expect(thread.links.map(\.kind) == [.decides, .decides])
    #expect(thread.links.map(\.target) == [.statement("a"), .statement("t")])
  }
}
