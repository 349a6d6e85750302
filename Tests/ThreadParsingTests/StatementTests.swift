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

  @Test func `words taken from several quotes in a quote are told apart, and known again`() {
    let thread = parse(
      """
      ## @A · 2025-01-01

      > > One thing.
      >
      > > - Another thing.
      > >   > A third.

      **Claim** `m` quoted

      > > One thing.
      >
      > > No other thing.

      **Claim** `n` quoted

      **Claim** `p`: one thing. "another" thing. a third.

      **Claim** `o`: one thing. another thing. a third.
      """)
    #expect(thread.statements.map(\.id) == ["m", "n", "p", "o"])
    let words = thread.statements.map(\.fingerprint)
    #expect(words[0] == words[3])
    #expect(Set(words).count == 3)
  }
}
