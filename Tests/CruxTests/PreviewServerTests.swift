import Foundation
import Glibc
import NIOCore
import Testing

@testable import crux

/// The server of `crux serve`, asked over real sockets.
@Suite struct PreviewServerTests {
  let folder: TemporaryFolder
  let site: PreviewSite

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title: Boats\nbase-url: https://example.org/boats\n", to: "crux.yml")
    try folder.write("## @Ada · 2025-01-02\n\n**Claim** `buy`: A boat.\n", to: "boats.md")
    var options = SiteOptions(
      corpus: try CorpusFolder(at: folder.path), output: folder.path(of: "_site"))
    options.isQuiet = true
    var build = try SiteBuild(options)
    _ = try build.run()
    site = PreviewSite(folder: options.output, publishedAt: build.settings.baseURL)
    // What no build wrote, in the same folder and beside it.
    try folder.write("secret", to: "_site/secret.txt")
    try folder.write("secret", to: "secret.txt")
  }

  /// Runs a server on a free port for as long as the body takes.
  private func serving(
    _ limits: PreviewLimits = PreviewLimits(), _ body: (PreviewServer) throws -> Void
  ) throws {
    let server = try PreviewServer(site, address: "127.0.0.1", port: 0, limits: limits)
    defer { server.stop() }
    try body(server)
  }

  /// The whole answer to a request on a connection of its own.
  private func answer(
    _ server: PreviewServer, _ target: String, method: String = "GET",
    _ headers: String = "Host: localhost\r\n"
  ) throws -> String {
    let client = try RawClient(port: server.port)
    client.send("\(method) \(target) HTTP/1.1\r\n\(headers)Connection: close\r\n\r\n")
    return client.receive()
  }

  private func status(_ answer: String) -> String {
    answer.split(separator: "\r\n").first.map(String.init) ?? "nothing"
  }

  private func value(of header: String, in answer: String) -> String? {
    answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix(header + ":") }
      .map { $0.dropFirst(header.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  @Test func `files of the site are served with their types`() throws {
    try serving { server in
      let home = try answer(server, "/")
      #expect(status(home) == "HTTP/1.1 200 OK")
      #expect(value(of: "content-type", in: home) == "text/html; charset=utf-8")
      #expect(home.contains("<h1>Boats</h1>"))
      let style = try answer(server, "/assets/style.css?a=b")
      #expect(value(of: "content-type", in: style) == "text/css; charset=utf-8")
      let json = try answer(server, "/threads/boats.json")
      #expect(value(of: "content-type", in: json) == "application/json")
      #expect(value(of: "x-content-type-options", in: json) == "nosniff")
    }
  }

  @Test func `a page brings the script that waits for news, and may ask for them`() throws {
    try serving { server in
      let page = try answer(server, "/threads/boats.html")
      #expect(page.contains("<script src=\"/.crux/preview.js\" data-version=\"0\" defer></script>"))
      #expect(page.contains("default-src &#39;none&#39;; connect-src &#39;self&#39;"))
      let script = try answer(server, "/.crux/preview.js")
      #expect(value(of: "content-type", in: script) == "text/javascript; charset=utf-8")
    }
    let written = try String(contentsOfFile: folder.path(of: "_site/index.html"), encoding: .utf8)
    #expect(!written.contains("preview"))
    #expect(Glibc.access(folder.path(of: "_site/assets/preview.js"), F_OK) != 0)
  }

  @Test func `HEAD has the headers alone, and what is known is not sent again`() throws {
    try serving { server in
      let head = try answer(server, "/", method: "HEAD")
      #expect(status(head) == "HTTP/1.1 200 OK")
      #expect(head.hasSuffix("\r\n\r\n"))
      #expect(value(of: "content-length", in: head).flatMap { Int($0) } ?? 0 > 500)
      let tag = try #require(value(of: "etag", in: head))
      let again = try answer(
        server, "/", "Host: localhost\r\nIf-None-Match: \"x\", \(tag)\r\n")
      #expect(status(again) == "HTTP/1.1 304 Not Modified")
      #expect(again.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func `an address that leads nowhere shows the site's own page, at any depth`() throws {
    try serving { server in
      let page = try answer(server, "/threads/none.html")
      #expect(status(page) == "HTTP/1.1 404 Not Found")
      #expect(page.contains("<h1>There is no such page</h1>"))
      #expect(page.contains("href=\"/assets/icon.svg\""))
      #expect(page.contains("<style>"))
      #expect(page.contains("src=\"/assets/site.js\""))
    }
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
    "/threads/../../secret.txt", "/..%5csecret.txt", "/..\\secret.txt", "/%00", "/index.html%00",
    "/./index.html", "//etc/passwd", "/secret.txt", "/.crux-site", "/%2ecrux-site", "/%zz", "/%",
    "/%ff", "secret.txt", "http://localhost/secret.txt", "/threads/", "/assets", "*",
    "/.crux/../secret.txt", "/%252e%252e/secret.txt",
  ])
  func `nothing but files of the site is handed out`(target: String) throws {
    try serving { server in
      let answer = try answer(server, target)
      #expect(["HTTP/1.1 400 Bad Request", "HTTP/1.1 404 Not Found"].contains(status(answer)))
      #expect(!answer.contains("secret"))
      #expect(!answer.contains("root:"))
      #expect(status(try self.answer(server, "/")) == "HTTP/1.1 200 OK")
    }
  }

  @Test(arguments: [
    ("Host: localhost\r\n", 200), ("Host: LOCALHOST:99\r\n", 200), ("Host: 127.0.0.1\r\n", 200),
    ("Host: [::1]:80\r\n", 200), ("Host: evil.example\r\n", 403),
    ("Host: localhost.evil.example\r\n", 403), ("Host: 127.0.0.1.evil.example\r\n", 403),
    ("Host: evil.example:8200\r\n", 403), ("Host: [::2]\r\n", 403), ("Host: \r\n", 403),
    ("", 400), ("Host: localhost\r\nHost: evil.example\r\n", 400),
  ])
  func `a request must name this machine`(headers: String, expected: Int) throws {
    try serving { server in
      #expect(status(try answer(server, "/", headers)).contains(" \(expected) "))
      let news = try RawClient(port: server.port)
      guard expected != 200 else { return }
      news.send("GET /.crux/news HTTP/1.1\r\n\(headers)Connection: close\r\n\r\n")
      #expect(!news.receive().contains("data:"))
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"])
  func `nothing can be changed through it`(method: String) throws {
    try serving { server in
      let answer = try answer(server, method == "CONNECT" ? "localhost:1" : "/", method: method)
      #expect(
        ["HTTP/1.1 405 Method Not Allowed", "HTTP/1.1 400 Bad Request"].contains(status(answer)))
    }
  }

  @Test(arguments: ["X-Long: ", "/"])
  func `a megabyte before a request is whole is refused`(start: String) throws {
    try serving { server in
      let client = try RawClient(port: server.port)
      client.send("GET \(start == "/" ? "" : "/ HTTP/1.1\r\nHost: localhost\r\n")\(start)")
      for _ in 0..<64 where client.send([UInt8](repeating: 0x61, count: 16 << 10)) {}
      #expect(client.isClosed(within: 10_000))
      #expect(status(try answer(server, "/")) == "HTTP/1.1 200 OK")
    }
  }

  @Test func `bytes that are no HTTP are refused`() throws {
    try serving { server in
      let client = try RawClient(port: server.port)
      client.send([0, 1, 2, 0xFF, 0x0A, 0x0D, 0x16, 0x03, 0x01] + [UInt8](repeating: 0, count: 99))
      #expect(client.isClosed(within: 10_000))
      #expect(status(try answer(server, "/")) == "HTTP/1.1 200 OK")
    }
  }

  @Test func `a thousand connections that say nothing keep nobody else waiting`() throws {
    var limits = PreviewLimits()
    limits.connections = 50
    try serving(limits) { server in
      let idle = try (0..<1000).map { _ in try RawClient(port: server.port) }
      #expect(status(try answer(server, "/")) == "HTTP/1.1 200 OK")
      #expect(idle[0].isClosed(within: 10_000))
    }
  }

  @Test func `a request that comes a byte at a time is given up, and others are served`() throws {
    var limits = PreviewLimits()
    limits.request = .milliseconds(1_500)
    try serving(limits) { server in
      let slow = try RawClient(port: server.port)
      var isOpen = true
      for byte in "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "y", count: 400)
      where isOpen {
        isOpen = slow.send("\(byte)") && !slow.isClosed(within: 20)
      }
      #expect(!isOpen)
      #expect(status(try answer(server, "/")) == "HTTP/1.1 200 OK")
    }
  }

  @Test func `two requests in a row on one connection are answered in order`() throws {
    try serving { server in
      let client = try RawClient(port: server.port)
      client.send("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n")
      client.send("HEAD /assets/site.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let answers = client.receive()
      #expect(answers.hasPrefix("HTTP/1.1 404 "))
      #expect(answers.contains("HTTP/1.1 200 OK\r\nContent-Type: text/javascript"))
    }
  }

  @Test func `whoever waits for news gets them as they come`() throws {
    try serving { server in
      let client = try RawClient(port: server.port)
      client.send("GET /.crux/news HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let first = client.receive { $0.contains("\"version\": 0") }
      #expect(first.contains("Content-Type: text/event-stream"))
      site.note(
        [.init(severity: "error", message: "a \"bad\"\nline", place: "a.md:3")], failure: nil)
      site.noteBuild(publishedAt: nil)
      server.announceNews()
      let second = client.receive { $0.contains("}\n\n") }
      #expect(second.contains("\"version\": 1"))
      #expect(second.contains(#""message": "a \"bad\"\nline""#))
    }
  }

  @Test func `a saved thread reaches the page and the terminal, and an interrupt ends it all`()
    throws
  {
    let process = Process()
    process.executableURL = URL(filePath: Transcript.products + "/crux")
    process.arguments = [
      "serve", "-C", folder.path, "--port", "0", "-o", folder.path(of: "other"),
    ]
    let (output, said) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = said
    try process.run()
    defer { process.terminate() }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(
      line.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) })
    let news = try RawClient(port: port)
    news.send("GET /.crux/news HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = news.receive { $0.contains("\"version\": 0") }
    try folder.write(
      "## @Ada · 2025-01-02\n\n**Claim** `buy` for `none`: A ship.\n", to: "boats.md")
    let told = news.receive(within: 30_000) {
      $0.contains("'none'") && $0.contains("\"version\": 1")
    }
    #expect(told.contains("\"place\": \"boats.md:3\""))
    let client = try RawClient(port: port)
    client.send("GET /threads/boats.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(client.receive().contains("A ship."))
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let words = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(words.contains("boats.md: "))
    #expect(words.contains("[unknown-target]"))
    #expect(words.hasSuffix("crux: stopped\n"))
  }
}
