import CruxModel
import Testing

@testable import CorpusChecking
@testable import ThreadParsing

private func thread(_ text: String, path: String = "thread.md") -> DiscussionThread {
  parseThread(Array(text.utf8), path: path)
}

struct CorpusRecordTests {
  @Test func `ids lead to statements, threads, poles and former names`() throws {
    let corpus = CorpusRecord([
      thread(
        """
        ---
        id: first
        was: [zeroth]
        ---

        ## @Ada · 2025-11-04

        **Crux** `gate` was `door`: Is there one?

        **Crux** `which`: Which?

        - **Left**: That.
        - **Right**: This.
        """)
    ])
    #expect(corpus.proposition("gate") == Proposition("gate"))
    #expect(corpus.proposition("gate#yes") == Proposition("gate"))
    #expect(corpus.proposition("door#no") == Proposition("gate", isNegated: true))
    #expect(corpus.proposition("which#left") == Proposition("which#left"))
    #expect(corpus.proposition("which#no") == nil)
    #expect(corpus.proposition("first") == nil)
    #expect(corpus.subject(of: "zeroth") == .thread(0))
  }

  @Test func `default thread ids that are taken get suffixes, with their temporary ids`() {
    let text = "## @Ada · 2025-11-04\n\n**Claim** `talk-2`: A.\n\n- **Because**: B.\n"
    let corpus = CorpusRecord([
      thread(text, path: "Talk.md"), thread("**Claim**: C.\n", path: "talk.md"),
      thread("## @Bo · 2025-11-04\n\n**Claim** `x`: D.\n\n- **Because**: E.\n", path: "TALK.md"),
    ])
    #expect(corpus.threads.map(\.id) == ["talk", "talk-3", "talk-4"])
    #expect(corpus.threads[2].statements.map(\.id) == ["x", "talk-4~2"])
    #expect(corpus.threads[2].links.first?.premises == ["talk-4~2"])
    #expect(corpus.place(of: "talk-4~2") == StatementPlace(thread: 2, index: 1))
  }

  @Test func `what an annotator says of a statement without id is found under the suffix too`() {
    let annotated =
      "---\npeople: {Ed: {role: annotator}}\n---\n## @Ed · 2025-11-04\n\n**Claim** `x`: X.\n\n"
      + "- **Because** by @Ada: Y.\n  - **Agree**\n"
    let corpus = CorpusRecord([
      thread("Words.\n", path: "Talk.md"), thread(annotated, path: "talk.md"),
    ])
    #expect(corpus.threads[1].uncountedStances.map(\.statement).contains("talk-2~2"))
    #expect(UnknownTarget.check(corpus) == [])
  }

  @Test func `an id is one id however its accents are composed`() {
    let corpus = CorpusRecord([
      thread("## @Zoe\u{308} · 2025-11-04\n\n**Claim** `cafe\u{301}`: A.\n", path: "a.md"),
      thread("## @Zo\u{EB} · 2025-11-04\n\n**Because** `b` for `caf\u{E9}`: B.\n", path: "b.md"),
    ])
    let ids = corpus.threads.flatMap { thread in thread.statements.map(\.id.rawValue) }
    #expect(ids.map { Array($0.utf8) } == ["caf\u{E9}", "b"].map { Array($0.utf8) })
    #expect(
      Set(corpus.threads.flatMap { $0.posts.map { Array($0.author.rawValue.utf8) } }).count == 1)
    #expect(corpus.links.first?.target == .proposition(Proposition("caf\u{E9}")))
  }

  @Test func `answers without text of their own do not say the same`() {
    let text =
      "## @A · 2025-11-04\n\n**Crux** `q`: Q?\n\n- **Left**\n- **Right** (west)\n\n"
      + "**Crux** `r`: R?\n\n- **Left**: left\n- **Right**\n"
    let statements = thread(text).statements
    #expect(Set(statements.map(\.fingerprint)).count == statements.count)
  }

  @Test func `undercuts find a step through statements that say the same`() {
    let corpus = CorpusRecord([
      thread(
        """
        ## @A · 2025-11-04

        **Claim** `a`: A.

        **Claim** `a2` same as `a`: A too.

        - **Because** `b`: B.

        **Claim** `b2` same as `b`: B too.

        **Undercut** `u` of `b2` for `a`: U.

        **Undercut** `v` of `a` for `b`: V.
        """)
    ])
    let undercuts = corpus.links.filter { $0.kind == .undercuts }
    #expect(undercuts.map(\.target) == [.step(1), .none])
  }

  @Test func `undercuts find their step across threads`() throws {
    let corpus = CorpusRecord([
      thread("## @A · 2025-11-04\n\n**Claim** `a`: A.\n\n- **Because** `b`: B.\n", path: "1.md"),
      thread(
        """
        ## @B · 2025-11-04

        **Undercut** `u` of `b`: U.

        **Undercut** `v` of `b` for `a`: V.

        **Undercut** `w` of `a`: W.
        """, path: "2.md"),
    ])
    #expect(
      corpus.links.map(\.target) == [.proposition(Proposition("a")), .step(0), .step(0), .none])
  }

  @Test func `an objection to a question rejects it, one to its yes attacks it`() {
    let corpus = CorpusRecord([
      thread(
        """
        ## @A · 2025-11-04

        **Crux** `c`: C?

        **Rebuttal** `r` to `c`: R.

        **Rebuttal** `s` to `c#yes`: S.
        """)
    ])
    #expect(corpus.links.map(\.kind) == [.rejects, .rebuts])
  }
}

struct SupportGraphTests {
  /// Statements `0`, `1`, … of which each supports the next, and the last the first if closed.
  private func chain(_ count: Int, isClosed: Bool) -> DiscussionThread {
    var thread = DiscussionThread(path: "t.md", id: "t", title: "")
    thread.isAnnotated = true
    for number in 0..<count {
      thread.statements.append(
        Statement(
          id: StatementID("\(number)"), kind: .claim, label: .claim, form: .written, holder: "A",
          post: 0, place: .start, header: 0..<0, content: 0..<1, detail: 0..<0,
          fingerprint: UInt64(number)))
      guard isClosed || number + 1 < count else { continue }
      thread.links.append(
        Link(
          kind: .supports, premises: [StatementID("\(number)")],
          target: .statement(StatementID("\((number + 1) % count)")), recorder: "A", post: 0,
          place: .start))
    }
    return thread
  }

  @Test func `a circle of a hundred thousand statements is found, a chain is none`() {
    let circle = SupportGraph(CorpusRecord([chain(100_000, isClosed: true)])).circles()
    #expect(circle.map(\.count) == [100_000])
    #expect(SupportGraph(CorpusRecord([chain(100_000, isClosed: false)])).circles().isEmpty)
  }

  @Test func `statements that say the same close a circle`() {
    let found = findings(
      inText: """
        ## @A · 2025-11-04

        **Claim** `a` for `b`: A.

        **Claim** `b`: B.

        **Claim** `c` same as `b` for `a`: C.
        """)
    #expect(found.map(\.rule).filter { $0 == "circular-support" }.count == 1)
  }
}

struct NearestIDsTests {
  @Test(arguments: [
    ("eraly", "early"), ("erly", "early"), ("earlyy", "early"), ("xarlx", "early"),
    ("xxrlx", nil), ("early", nil), ("ab", "ac"), ("zz", nil),
  ])
  func `the nearest id is within two edits, or one for short ones`(text: String, near: String?) {
    var ids = NearestIDs(["early", "ac", "unrelated", "t~1"])
    #expect(ids.nearest(to: text) == near)
  }

  @Test func `ids of one letter are no misspellings of one another`() {
    var ids = NearestIDs(["a", "b", "ab", "abc"])
    #expect(ids.nearest(to: "c") == nil)
    #expect(ids.nearest(to: "ac") == "ab")
  }

  @Test func `of equally near ids the first in order is meant, whatever their length`() {
    var ids = NearestIDs(["earlyx", "earlx", "earl", "eaxly"])
    #expect(ids.nearest(to: "early") == "earl")
  }

  @Test func `once looking has cost enough nothing is found`() {
    var ids = NearestIDs((100...200).map { "claim-\($0)" }, budget: 15_000)
    let found = (0..<10).map { _ in ids.nearest(to: "claim-1x1") }
    #expect(found.first == "claim-101")
    #expect(found.last == .some(nil))
  }
}

struct UnannotatedTests {
  @Test(arguments: [
    "---\ntitle: [\ntopics: x\n---\n\nText.\n", "---\ndate: soon\n---\n\n# T\n",
    "**Evidence:** none\n\n> quote\n\n[[nodiscard]] **But** we go on.\n", "",
    "- **Yes**: a\n- **No**: b\n",
  ])
  func `a raw file never makes an error`(text: String) {
    #expect(findings(inText: text).filter { $0.severity == .error }.map(\.text) == [])
  }
}
