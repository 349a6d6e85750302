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
    #expect(page.contains("href=\"https://example.org/debate/assets/style.css\""))
    #expect(!page.contains("href=\"assets"))
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
}
