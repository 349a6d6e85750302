import CruxStore
import Foundation
import Testing

@testable import crux

/// The script of the site's search box, run by node where that is there: it must find what
/// `crux search` finds, and take words apart as the index does.
@Suite(.enabled(if: BrowserSearch.node != nil, "node is not installed"))
struct BrowserSearchTests {
  static let shipped = """
    net harm
    "net harm"
    legib*
    the
    legible deployment
    "net harm" OR benefit
    "cognitive pattern" influence
    -deployment legible
    legible -"net harm"
    by:alex
    by:"Alex Mallen" reward
    -by:alex reward
    kind:crux
    kind:post
    kind:statement AI
    kind:rebuttal deployment
    in:legible-problems.md harm
    topic:Oversight
    crux:legible-problems-gate
    crux:which-problems
    -crux:which-problems legible
    against:selection-predicts-motivations
    for:legible-work-can-hurt
    pole:legibility
    pole:which-problems#legibility
    standing:unanswered
    standing:no-ground reward
    answered:no kind:claim
    unanswered: kind:crux
    quotes:
    quotes:power
    quotes:"holding on to power"
    words:power
    legible-problems-gate
    either/or
    what would change the model's mind?
    xyzzy legible
    problem* -legible
    "to be dangerous" OR "x-risk problems"
    nothing:here
    by:
    "
    -
    """

  @Test func `the box finds on the shipped corpus what crux search finds`() throws {
    try compare(Self.shipped, corpus: Transcript.root + "/corpus")
  }

  static let dated = """
    since:2025-02
    until:2025-02
    since:2025-01-20 until:2025-01-31
    since:2025-01-20T12:00Z apple
    since:2025-13
    kind:claim until:2024
    apples
    "red apple"
    "pomme rouge"
    ÉCOLE
    深层*
    in:fruit
    in:fruit/apples
    in:fruit/
    in:fruit//
    in:fruit/apples/
    in:apples-before/
    in:pears.md/
    in:/
    in:apples-before
    by:Éva
    by:E\u{301}va
    by:bo pear
    by:"Bo Berg"
    topic:Fruit
    better-apples
    red-apples
    against:better-apples
    pole:no
    pole:warm#no
    crux:warm
    against:doux-été
    against:doux-e\u{301}te\u{301}
    doux-e\u{301}te\u{301}
    standing:answered
    answered:
    -quotes:apple pear
    quotes: apple
    """

  @Test func `dates, former ids, quotes, folders, doubles and other scripts are found alike`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("people:\n  Bo: {aliases: [Bo Berg]}\n", to: "crux.yml")
    try folder.write(Self.apples, to: "fruit/apples.md")
    try folder.write(Self.pears, to: "pears.md")
    try compare(Self.dated, corpus: folder.path)
  }

  private static let apples = """
    ---
    title: Which fruit is best
    was: [apples-before]
    topics: [fruit]
    ---

    ## @Éva · 2025-01-19 · #one

    Nobody says it at the école, but a red apple is fine.

    **Claim** `better-apples` was `red-apples`: Apples are better than pears.

    ### @Bo · 2025-01-20T12:00Z · #two

    > a red apple is fine

    **Rebuttal** `pears-last` to `better-apples`: Pears last longer.

    #### @Éva · 2025-02-03 · #three

    **Rebuttal** `not-in-may` to `pears-last`: Not in May. 深层学习 helps.

    """

  private static let pears = """
    ## @Bo · 2024-05-01

    La pomme rouge is an apple. Pears are not red.

    **Claim** `doux-été`: The summer is mild.

    - **Rebuttal** `no`: There is hail.

    **Crux** `warm` of `doux-été`: Is it warm?

    - **Yes**: It is.
    - **No**: It is not.
      - **Because** `snow`: There is snow.

    **Claim** `apples-again` same as `better-apples`: Apples are better than pears!

    **Agree** `better-apples` (likely)

    """

  static let renamed = """
    answered: kind:statement
    unanswered: kind:statement
    for:new
    for:old
    for:which#right
    for:whether#right
    pole:whether#right
    crux:which
    crux:whether
    for:sure
    for:sure#yes
    for:sure#own
    for:certain#yes
    against:sure#no
    against:late
    against:new
    against:s
    against:t
    against:u
    against:b
    answered: kind:claim
    old
    whether
    whether#right
    certain#yes
    early
    early kind:crux
    """

  @Test func `what is recorded under former ids and of steps is found alike`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(Self.bearers, to: "main.md")
    try folder.write(Self.callers, to: "other.md")
    try compare(Self.renamed, corpus: folder.path)
  }

  private static let bearers = """
    ## @Ada · 2025-11-04

    **Claim** `new` was `old`: It holds.

    **Crux** `which` was `whether`: Which?

    - **Left**: This.
    - **Right**: That.

    **Crux** `sure` was `certain`: Is it sure?

    - **Yes** `own`: It is.
    - **No**: It is not.

    **Claim** `wording` same as `old`: So it is.

    **Claim** `t`: Thesis.

    - **Because** `s`: Reason.
      - **Undercut** `u`: It does not follow.
        - **Undercut** `v`: It does.
    - **Because** `a`: One reason.
    - **And** `b`: And another.
      - **Undercut** `w`: Not even both.

    **Claim** `quiet`: Nobody answers.

    **Rebuttal** `late` was `early` to `quiet`: No.

    """

  private static let callers = """
    ## @Bo · 2025-11-05

    **Rebuttal** `no` to `old`: It does not.

    **Agree** `whether#left`

    **Undercut** `beside` of `early`: That is beside the point.

    **Because** `one` for `whether#right`: One.

    **Because** `two` for `sure#own`: Two.

    **Because** `three` for `certain#yes`: Three.

    """

  static let longWord = """
    a1b2c3d4*
    A1*
    kind:post by:Ada -in:one
    follows
    """

  @Test func `a post of one long word is found like any other`() throws {
    let folder = try TemporaryFolder()
    let word = String(repeating: "a1b2c3d4", count: 40)
    try folder.write("", to: "crux.yml")
    try folder.write("## @Ada · 2025-11-04\n\n\(word)\n", to: "long.md")
    try folder.write("## @Ada · 2025-11-04\n\nOne.\n", to: "one.md")
    try folder.write("## @Bo · 2025-11-05\n\nWhat \(word) follows.\n", to: "two.md")
    try compare(Self.longWord, corpus: folder.path)
  }

  @Test func `a file that could not be had once is asked for again`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(Self.pears, to: "pears.md")
    let answers = try BrowserSearch.answers(
      to: ["fails: root pears", "fails: dates since:2024", "pears", "since:2024"],
      corpus: folder.path, site: folder.path(of: "_site"))
    #expect(answers.count == 4)
    #expect(answers.prefix(2) == answers.suffix(2))
  }

  @Test func `more results asked for twice at once come once`() throws {
    let steps = try Self.stepsOnResultsPage()
    #expect(
      steps.prefix(2) == [
        ##"{"hits":20,"distinct":20,"box":"apple","status":"70 places","address":"#q=apple"}"##,
        ##"{"hits":40,"distinct":40,"box":"apple","status":"70 places","address":"#q=apple"}"##,
      ])
  }

  @Test func `Escape takes away the query, its results and its address`() throws {
    let steps = try Self.stepsOnResultsPage()
    #expect(steps.last == #"{"hits":0,"distinct":0,"box":"","status":"","address":""}"#)
  }

  /// What `box.js` sees, step by step, where 70 posts are found.
  private static func stepsOnResultsPage() throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    let posts = (1...70).map { "## @Ada · 2025-11-04 · #p\($0)\n\nApple number \($0).\n" }
    try folder.write(posts.joined(separator: "\n"), to: "apples.md")
    let site = folder.path(of: "_site")
    #expect(try Transcript.run("crux site -q -o '\(site)'", in: folder.path) == "")
    let script = Transcript.root + "/Tests/CruxTests/Browser/box.js"
    let seen = try Transcript.run(
      "'\(BrowserSearch.node ?? "node")' '\(script)' '\(site)' apple", in: folder.path)
    return seen.split(separator: "\n").map(String.init)
  }

  @Test func `words are taken apart and reduced as FTS5 does it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    let stemmer = try WordStemmer()
    let texts = BrowserSearch.texts
    let answers = try BrowserSearch.answers(
      to: texts.map { "words: " + $0 }, corpus: folder.path, site: folder.path(of: "_site"))
    for (text, answer) in zip(texts, answers) {
      var terms: [String] = []
      stemmer.terms(of: Array(text.utf8)) { terms.append(String(decoding: $0, as: UTF8.self)) }
      #expect(try JSONDecoder().decode([String].self, from: Data(answer.utf8)) == terms, "\(text)")
    }
    #expect(answers.count == texts.count)
  }

  private func compare(_ queries: String, corpus: String) throws {
    let queries = queries.split(separator: "\n").map(String.init)
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: corpus, toPath: folder.path(of: "corpus"))
    let answers = try BrowserSearch.answers(
      to: queries, corpus: folder.path(of: "corpus"), site: folder.path(of: "site"))
    #expect(answers.count == queries.count)
    let location = try IndexLocation.of(CorpusFolder(at: folder.path(of: "corpus")))
    _ = try Refresh(CorpusFolder(at: folder.path(of: "corpus")), location, isQuiet: true)
      .run(.wait)
    let store = try Store(path: location.path, access: .reading)
    let standing = try statementsByStanding(in: store)
    for (query, answer) in zip(queries, answers) {
      let browser = try JSONDecoder().decode(Found.self, from: Data(answer.utf8))
      var request = SearchRequest(parseQuery(query), limit: 10_000)
      request.statements = standing
      let terminal = try store.search(request)
      #expect(Set(browser.ids) == Set(terminal.hits.flatMap(\.fileIDs)), "\(query)")
      #expect(browser.total == terminal.matched, "\(query)")
      #expect(terminal.matched == terminal.hits.count, "\(query)")
      request.limit = 1
      let first = try store.search(request)
      #expect(first.precision == .estimate || first.matched == terminal.matched, "\(query)")
    }
  }

  private struct Found: Decodable {
    var total: Int
    var ids: [String]
  }
}

extension SearchHit {
  /// It and what is folded into it, as the site names them: the page of the thread 'fruit/apples'
  /// is 'fruit.apples.html'.
  fileprivate var fileIDs: [String] {
    let page = thread.rawValue.replacing("/", with: ".")
    return switch subject {
    case .statement(let id, _): [id.rawValue] + repeats.map(\.id.rawValue)
    case .post(let anchor): ["\(page)#\(anchor)"]
    case .introduction: [page]
    }
  }
}

/// Runs the site's search script.
enum BrowserSearch {
  static let node: String? = ["/usr/bin/node", "/usr/local/bin/node"].first {
    access($0, X_OK) == 0
  }

  /// One line for each query, from a site made of the corpus.
  static func answers(to queries: [String], corpus: String, site: String) throws -> [String] {
    let built = try Transcript.run("crux site -q -o '\(site)'", in: corpus)
    #expect(built == "")
    try Data((queries.joined(separator: "\n") + "\n").utf8).write(
      to: URL(filePath: site + "/queries"))
    let script = Transcript.root + "/Tests/CruxTests/Browser/answer.js"
    let text = try Transcript.run(
      "'\(node ?? "node")' '\(script)' '\(site)' <'\(site)/queries'", in: corpus)
    return text.split(separator: "\n").map(String.init)
  }

  /// Words that every rule of the stemmer meets, and every kind of letter.
  static let texts: [String] = {
    let beginnings = ["", "a", "tr", "trouble", "pl", "hop", "fall", "y", "sky", "oste", "x", "wa"]
    let endings = """
      sses ies ss s eed ed ing at bl iz ational tional enci anci izer logi bli alli entli eli ousli \
      ization ation ator alism iveness fulness ousness aliti iviti biliti icate ative alize iciti \
      ical ful ness al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive \
      ize e ll y ying lls ssed
      """.split(separator: " ")
    let words = beginnings.flatMap { start in endings.map { start + $0 } }
    let others = """
      École ÉCOLE e\u{301}cole naïve Straße ﬁn Øre łódź Ǻ ệ ṩ İzmir ısı Ωmega ΣΊΣΥΦΟΣ Жук ёлка й \
      漢字かな 한국어 العربية עברית ไทย हिन्दी ② ½ Ⅷ ⓐ 𝒜 𐐀 x² µm ſo K ẞ o\u{302}\u{323}s don't a_b a-b \
      2025-11-06 C++ über-mäßig \(String(repeating: "lange", count: 15))
      """.split(separator: " ").map(String.init)
    let letters = (0xA1...0x2FF).compactMap(Unicode.Scalar.init).map { "a\($0)b" }
    let more = (0x370...0x1FFF).filter { $0 % 3 == 0 }.compactMap(Unicode.Scalar.init)
      // Some letters came to Unicode, or changed there, after SQLite's tables were made.
      .filter { $0.properties.age.map { $0.major < 7 } == true }
      .filter { ![0x13, 0x19, 0x1C].contains($0.value >> 8) }
      .map { "a\($0)b" }
    return words + others + letters + more
  }()
}
