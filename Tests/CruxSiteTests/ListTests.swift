import CruxModel
import Testing
import ThreadParsing

@testable import CruxSite

@Suite struct ListTests {
  @Test func `long lists go on over pages, and no statement or thread is left out`() throws {
    let files = (0..<250).map { number in
      (
        path: "t\(number).md",
        text: "## @A · #p\n\n**Claim** `a\(number)`: A.\n\n**Claim** `b\(number)`: B.\n"
      )
    }
    let pages = site(of: files)
    #expect(try problems(in: pages) == "")
    func links(_ names: [String], to part: String) -> Int {
      names.map { name in
        let text = String(decoding: pages[name] ?? [], as: UTF8.self)
        return text.split(separator: "class=\"words\" href=\"\(part)").count - 1
      }.reduce(0, +)
    }
    #expect(links(["statements.html"], to: "claims/") == 500)
    #expect(pages["statements-2.html"] == nil)
    #expect(pages["threads.html"] != nil)
    #expect(pages["threads-2.html"] != nil)
    #expect(pages["threads-3.html"] == nil)
  }

  @Test func `a former id leads to where the statement and the thread are now`() throws {
    let text = """
      ---
      id: new-thread
      was: [old-thread]
      ---

      ## @A · #p

      **Claim** `new-id` was `old-id`: A.
      """
    let pages = site(of: [("t.md", text)])
    #expect(try problems(in: pages) == "")
    let claim = String(decoding: pages["claims/old-id.html"] ?? [], as: UTF8.self)
    #expect(claim.contains("content=\"0; url=../claims/new-id.html\""))
    let thread = String(decoding: pages["threads/old-thread.html"] ?? [], as: UTF8.self)
    #expect(thread.contains("content=\"0; url=../threads/new-thread.html\""))
  }

  @Test func `the page for lost addresses works at any depth where the site's address is known`() {
    var settings = CorpusSettings()
    settings.baseURL = "https://example.org/debate"
    let page = String(
      decoding: site(of: [("t.md", "x")], settings: settings)["404.html"] ?? [], as: UTF8.self)
    #expect(page.contains("href=\"https://example.org/debate/assets/icon.svg\""))
    #expect(!page.contains("href=\"assets"))
  }

  @Test func `the page for lost addresses has its style in it, and no other page has`() throws {
    var settings = CorpusSettings()
    settings.accent = "#0a7d4f"
    let pages = site(of: [("t.md", "x")], settings: settings)
    #expect(try problems(in: pages) == "")
    let styled = pages.filter { String(decoding: $0.value, as: UTF8.self).contains("<style>") }
    #expect(styled.keys.sorted() == ["404.html"])
    let page = String(decoding: try #require(styled["404.html"]), as: UTF8.self)
    let style = String(decoding: plainStyle(accent: settings.accent), as: UTF8.self)
    #expect(page.contains(style))
    #expect(style.contains(".search input {") && style.hasSuffix("; } }\n"))
    #expect(!style.contains(".thread") && style.utf8.count < 6000)
  }

  @Test func `a crux page has its answers side by side with who stands where`() {
    let text = """
      ## @Ada · #p

      **Claim** `thesis`: The bridge is safe.

      **Crux** `sound` of `thesis`: Are the piers sound?

      - **Yes**: They are.
        - **Because** `looked`: We looked.
      - **No**: They are not.

      ## @Bo · #q

      **Disagree** `sound` (likely)
      """
    let page = String(
      decoding: site(of: [("t.md", text)])["cruxes/sound.html"] ?? [], as: UTF8.self)
    let parts = page.components(separatedBy: "<section class=\"answer\"")
    #expect(parts.count == 3)
    #expect(parts[1].contains("looked.html"))
    #expect(!parts[1].contains("people/~bo.html"))
    #expect(parts[2].contains("people/~bo.html"))
    #expect(page.contains("needs the answer “Yes”"))
    #expect(page.contains("No reason is recorded for “No”."))
  }

  @Test func `who stands on one side by a view of the other is said so`() {
    let text = """
      ## @Ada · #p

      **Claim** `thesis`: The bridge is safe.

      **Crux** `sound` of `thesis`: Are the piers sound?

      - **Yes**: They are.
      - **No**: They are not.

      ## @Bo · #q

      **Disagree** `sound#no`

      **Rebuttal** `dry` to `sound#no`: They stand dry.

      ## @Cy · #r

      **Disagree** `sound`

      **Agree** `sound#no`

      ## @Di · #s

      **Disagree** `sound`
      """
    let page = String(
      decoding: site(of: [("t.md", text)])["cruxes/sound.html"] ?? [], as: UTF8.self)
    let parts = page.components(separatedBy: "<section class=\"answer\"")
      .map { $0.replacing(/<[^>]*>/, with: "") }
    #expect(parts[1].contains("Bo disagrees on “No”"))
    #expect(parts[1].contains("What is said against “No” speaks for it."))
    #expect(parts[2].contains("Cy agrees\n") && parts[2].contains("Di disagrees on “Yes”"))
    #expect(!page.contains("No reason is recorded for “Yes”."))
    #expect(page.contains("No reason is recorded for “No”."))
  }

  @Test func `changes of mind say who, on what, from what to what, because of what`() throws {
    let text = """
      ## @Ada · 2025-11-04 · #p

      **Claim** `safe` (likely): The bridge is safe.

      ## @Bo · 2025-11-05 · #q

      **Agree** `safe`

      **Rebuttal** `rust` to `safe`: The piers rust.

      ## @Ada · 2025-11-06 · #r

      **Disagree** `safe` (very likely) because of `rust`
      """
    let pages = site(of: [("t.md", text)])
    #expect(try problems(in: pages) == "")
    let page = String(decoding: pages["changes.html"] ?? [], as: UTF8.self)
    let change = try #require(page.between("<ul class=\"changes\">", "</ul>"))
    let said = change.replacing(/<[^>]*>/, with: "").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(
      said.hasPrefix(
        "Ada on The bridge is safe. from holds it (likely) 2025-11-04 to disagrees (very likely)"))
    #expect(said.contains("2025-11-06 because of The piers rust."))
    #expect(!said.contains("Bo"))
    let home = String(decoding: pages["index.html"] ?? [], as: UTF8.self)
    #expect(home.contains("1 change of mind"))
    #expect(home.contains("threads/t.html#post.r\">Ada in"))
  }

  @Test func `where nobody changed their mind the page says so`() {
    let page = site(of: [("t.md", "## @A · #p\n\n**Claim** `a`: A.\n")])["changes.html"] ?? []
    #expect(String(decoding: page, as: UTF8.self).contains("Nobody is recorded"))
  }

  @Test func `a link to a statement finds its preview in the script of its thread`() throws {
    let text = """
      ## @Ada · #p

      **Claim** `old`: It is <b>old</b>.

      - **Because** `rust`: It rusts.
      """
    let pages = site(of: [("a b.md", text)])
    #expect(try problems(in: pages) == "")
    let script = String(decoding: pages["threads/a__b.js"] ?? [], as: UTF8.self)
    #expect(
      script.contains(
        #"{"id":"rust","kind":"Claim","words":"It rusts.","by":"Ada"},"#)
        || script.contains(#"{"id":"rust","kind":"Claim","words":"It rusts.","by":"Ada"}]"#))
    #expect(script.contains(#""more":"1 reason""#))
    let claim = String(decoding: pages["claims/rust.html"] ?? [], as: UTF8.self)
    #expect(claim.contains("data-in=\"a__b#old\""))
    var broken = pages
    broken["claims/rust.html"] = Array(claim.replacing("a__b#old", with: "a__b#new").utf8)
    #expect(try problems(in: broken).contains("no preview"))
  }

  @Test func `rival answers say who argues for them where nobody says what they hold`() throws {
    let text = """
      ## @Ada · #p

      **Crux** `which`: Bridge or ferry?

      - **Bridge**: Build a bridge.
        - **Because** `fast`: It is faster.
      - **Ferry**: Run a ferry.

      ## @Bo · #q

      **Unsure** `which#ferry`
      """
    let page = String(
      decoding: site(of: [("t.md", text)])["cruxes/which.html"] ?? [], as: UTF8.self)
    let said = page.replacing(/<[^>]*>/, with: "").replacing(/\s+/, with: " ")
    #expect(said.contains("Nobody has said so; reasons for it are given by Ada."))
    #expect(said.contains("Undecided Bo is unsure on “Ferry”"))
  }

  @Test func `a page calls its own statement it, and a change without a cause says so`() throws {
    let outline = CorpusOutline()
    outline.add(
      parseThread(
        Array("## @A · #p\n\n**Claim** `a`: One.\n\n**Claim** `b`: Two.\n".utf8), path: "t.md"))
    outline.finish()
    let writer = PageWriter(outline: outline, page: .home, subject: "a")
    let a: StatementID = "a"
    let b: StatementID = "b"
    let html = writer.sentence("\(a) stands [##...] weak, if \(a) and \(b) do.")
    let text = String(decoding: html.bytes, as: UTF8.self).replacing(/<[^>]*>/, with: "")
    #expect(text == "It stands ■■□□□ weak, if it and “Two” do.")
    let changed = """
      ## @A · #p

      **Claim** `a` (likely): One.

      ## @A · #q

      **Disagree** `a`
      """
    let page = site(of: [("t.md", changed)])["changes.html"] ?? []
    #expect(String(decoding: page, as: UTF8.self).contains("what changed it is not recorded"))
  }

  @Test func `a person's page begins with links to what it holds`() throws {
    let text = """
      ## @Ada · #p

      **Claim** `a`: One.

      **Rebuttal** `b` to `a`: Two.
      """
    let page = String(decoding: site(of: [("t.md", text)])["people/~ada.html"] ?? [], as: UTF8.self)
    let links = try #require(page.between("aria-label=\"On this page\"", "</nav>"))
    let targets = links.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(targets == ["page.claims", "page.rebuttals", "page.threads"])
    #expect(targets.allSatisfy { page.contains("id=\"\($0)\"") })
  }

  @Test func `what was linked to a former id stays with the statement under its new one`() throws {
    let claim = "## @A · #p\n\n**Claim** `new` was `old`: One.\n\n**Crux** `q` was `r`: Two?\n"
    let rebuttal = """
      ## @B · #p

      **Rebuttal** `no` to `old`: Three. See [[old]].

      **Because** `why` for `r#yes`: Four.
      """
    let pages = site(of: [("a.md", claim), ("b.md", rebuttal)])
    #expect(try problems(in: pages) == "")
    func page(_ name: String) -> String { String(decoding: pages[name] ?? [], as: UTF8.self) }
    #expect(
      page("claims/new.html").between("class=\"reasons\"", "</ul>")?.contains("Three.") == true)
    #expect(page("claims/new.html").contains("page.mentions"))
    #expect(page("claims/no.html").contains("data-in=\"a#new\""))
    #expect(page("cruxes/q.html").contains("data-in=\"b#why\""))
    #expect(page("threads/a.html").contains("rebutted by"))
  }
}
