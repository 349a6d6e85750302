import CruxModel
import Foundation
import Testing

@testable import CruxSite

/// Text that wants to be markup, wherever text can stand.
@Suite struct HostileTextTests {
  @Test(.enabled(if: sharedFolder != nil, "no folder of real files"))
  func `payloads stay text in every place of a post`() throws {
    let payloads = try Self.payloads()
    #expect(payloads.count > 500)
    // Many to a thread: a page for each in every place takes long and shows no more.
    let threads = stride(from: 0, to: payloads.count, by: 25).map { start in
      let posts = payloads[start..<min(start + 25, payloads.count)].enumerated().map {
        Self.posts($1, number: start + $0)
      }
      return (path: "p/\(start).md", text: posts.joined(separator: "\n\n"))
    }
    let found = try problems(in: site(of: threads, settings: Self.settings(payloads[0])))
    #expect(found == "", "\(found)")
  }

  @Test(.enabled(if: sharedFolder != nil, "no folder of real files"))
  func `payloads stay text as a file's path, a thread's id and in its front matter`() throws {
    let files = try Self.payloads().enumerated().map { index, payload in
      // What could be front matter itself stands alone.
      (
        path: payload + "\(index).md",
        text: payload.hasPrefix("-") ? payload : Self.frontMatter(payload) + payload
      )
    }
    let found = try problems(in: site(of: files))
    #expect(found == "", "\(found)")
  }

  @Test func `an id or anchor given twice names one element`() throws {
    let text = """
      ## @A · #x

      **Claim** `x`: One. **Claim** `y`: Two.

      **Claim** `x`: Three.

      ## @B · #x

      Text
      """
    #expect(try problems(in: site(of: [("a.md", text), ("b.md", text)])) == "")
  }

  @Test func `a checker that lets markup pass would be of no use`() throws {
    var pages = site(of: [("a.md", "## @A · #p\n\nText")])
    pages["bad.html"] = Array(
      "<!DOCTYPE html><p onclick=x><img src='javascript:x'><a href=\"none.html\">".utf8)
    let found = try problems(in: pages)
    for part in [
      "attribute onclick", "element img", "leaves the site", "leads nowhere", "left open",
    ] {
      #expect(found.contains(part), "\(part)")
    }
  }

  static func payloads() throws -> [String] {
    struct Payload: Decodable { var payload: String }
    let folder = (sharedFolder ?? "") + "/data/security/"
    let plain = try JSONDecoder().decode(
      [String].self, from: Data(contentsOf: URL(filePath: folder + "blns.json")))
    let markup = try JSONDecoder().decode(
      [Payload].self, from: Data(contentsOf: URL(filePath: folder + "dompurify-payloads.json")))
    return plain + markup.map(\.payload)
  }

  /// The payload as title, topic, source, other key, name and address of a person.
  private static func frontMatter(_ payload: String) -> String {
    let line = payload.split(whereSeparator: \.isNewline).joined(separator: " ")
    let quoted =
      "'"
      + line.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
    return """
      ---
      title: \(quoted)
      source: \(quoted)
      topics: [\(quoted)]
      odd: \(quoted)
      people:
        A: {name: \(quoted), url: \(quoted)}
      ---

      """
  }

  /// The payload as heading, name, anchor, text, link, picture, reference, quote, statement, pole,
  /// credence and code. A page of its own is made for each crux and for every sixth claim: they show the
  /// words alike, and checking pages is what takes time.
  private static func posts(_ payload: String, number: Int) -> String {
    let line = payload.split(whereSeparator: \.isNewline).joined(separator: " ")
    let claim = number.isMultiple(of: 6) ? " `c\(number)`" : ""
    return """
      ## [@A](<\(line)>) · #\(number)x

      \(payload)

      [words](<\(line)> "\(line)") ![\(line)](<\(line)>) <\(line)> `\(line)` [[\(line)|\(line)]]

      **Claim**\(claim): \(line)

      **Crux** `x\(number)` of `c\(number / 6 * 6)` if `b`: \(line)

      - **\(line)**: \(line)
      - **B** (\(line)): \(line)

      ### @\(line) · re #\(number)x · #\(line)

      > \(line)

      **Rebuttal** to `c\(number / 6 * 6)`: [\(line)](claim:d\(number))

      ```\(line)
      \(payload)
      ```

      # \(line)
      """
  }

  private static func settings(_ payload: String) -> CorpusSettings {
    var settings = CorpusSettings()
    settings.title = "</title>" + payload
    settings.footer = "<b onclick=x>" + payload
    settings.language = "\"><script>"
    return settings
  }
}
