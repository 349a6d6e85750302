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

  // MARK: Headers

  @Test func `quoted can be joined by and, as any other part of a header`() {
    let thread = parse(
      """
      ## @A · 2025-01-01

      **Claim** `x`: X.

      > X.

      **Because** `r` for `x` and quoted
      """)
    #expect(thread.notices == [])
    #expect(thread.statements.map(\.form) == [.written, .quoted])
    #expect(thread.links.map(\.target) == [.statement("x")])
  }

  @Test(arguments: [
    "**Claim** `a`, (likely): A.", "**Claim** `a`, for `x`, by @Ada (likely): A.",
    "**Claim** `a`, and for `x`, against `y` and same as `z`: A.",
  ])
  func `a comma can stand before any part of a header but the first`(header: String) {
    let thread = parse("## @A · 2025-01-01\n\n\(header)\n")
    #expect(thread.notices == [])
    #expect(thread.statements.map(\.id) == ["a"])
  }

  @Test(arguments: [
    "**Claim** `a`,: A.", "**Claim** `a` for `x`, : A.", "**Claim** `a`, , for `x`: A.",
    "**Agree** `x`,",
  ])
  func `a comma that joins nothing is told, and makes the line prose`(header: String) {
    let thread = parse("## @A · 2025-01-01\n\n**Claim** `x`: X.\n\n\(header)\n")
    #expect(thread.notices.map(\.kind) == [.unreadableHeader(part: ",")])
    #expect(thread.statements.map(\.id) == ["x"])
  }
}
