import Assets

/// What a preview answers to a request, before anything is sent.
struct PreviewResponse: Equatable {
  var status: Int
  var type: String
  var body: [UInt8]
  /// For whoever has the same bytes already; nil for what is not kept.
  var tag: String?

  /// A page of a few words.
  init(_ status: Int, saying words: String) {
    self.status = status
    type = "text/plain; charset=utf-8"
    body = Array((words + "\n").utf8)
  }

  init(status: Int = 200, type: String, body: [UInt8]) {
    self.status = status
    self.type = type
    self.body = body
    tag = "\"" + String(contentHash(body), radix: 36) + "\""
  }
}

/// What a request asks for, as far as an answer depends on it.
struct PreviewRequest: Equatable {
  var method: String
  /// As sent: path and query.
  var target: String
  /// Every `Host` that was sent.
  var hosts: [String]
  /// The tags of what the asker has already, as sent.
  var knownTags: String?
}

extension PreviewSite {
  /// Where the pages of a preview ask for news.
  static let newsPath = "/.crux/news"

  /// The answer to a request for anything but news.
  ///
  /// - Parameter address: that the server listens at; requests must name it, or this machine, so that
  ///   a page elsewhere cannot read the site through a name of its own (DNS rebinding).
  func answer(_ request: PreviewRequest, listeningAt address: String) -> PreviewResponse {
    if let refusal = refusal(of: request, listeningAt: address) { return refusal }
    guard let name = requestedFile(request.target) else {
      return PreviewResponse(400, saying: "this is no address of the site")
    }
    var response = response(to: name)
    if let tag = response.tag, response.status == 200, isKnown(tag, request.knownTags) {
      response.status = 304
      response.body = []
    }
    return response
  }

  /// What is wrong with a request, whatever it asks for; nil for nothing.
  func refusal(of request: PreviewRequest, listeningAt address: String) -> PreviewResponse? {
    guard request.hosts.count == 1, let host = request.hosts.first else {
      return PreviewResponse(400, saying: "exactly one host must be named")
    }
    guard isOwnHost(host, listeningAt: address) else {
      return PreviewResponse(403, saying: "this is a preview for this machine alone")
    }
    guard ["GET", "HEAD"].contains(request.method) else {
      return PreviewResponse(405, saying: "only GET and HEAD are understood")
    }
    return nil
  }

  private func response(to name: String) -> PreviewResponse {
    if let asset = Self.assets[name], let file = Asset.named(asset) {
      return PreviewResponse(type: contentType(of: name), body: file.bytes)
    }
    if let bytes = file(name) {
      let isPage = name.hasSuffix(".html")
      return PreviewResponse(
        type: contentType(of: name), body: isPage ? previewed(bytes, version: news.version) : bytes)
    }
    guard let page = file("404.html") else { return PreviewResponse(404, saying: "no such page") }
    var response = PreviewResponse(
      status: 404, type: contentType(of: "404.html"),
      body: previewed(atAnyDepth(page, publishedAt: publishedAt), version: news.version))
    response.tag = nil
    return response
  }

  /// Files of the program that only a preview shows.
  private static let assets = [
    ".crux/preview.js": "site/preview.js", ".crux/preview.css": "site/preview.css",
  ]

  private func isKnown(_ tag: String, _ tags: String?) -> Bool {
    guard let tags else { return false }
    return tags.split(separator: ",").contains { known in
      let known = known.drop { $0 == " " }
      return known == "*" || known == tag || known == "W/" + tag
    }
  }
}

/// Whether a request is meant for us: an address of this machine itself, with or without a port.
func isOwnHost(_ host: String, listeningAt address: String) -> Bool {
  let name: Substring
  if host.hasPrefix("[") {
    guard let end = host.firstIndex(of: "]") else { return false }
    name = host[...end]
    let rest = host[host.index(after: end)...]
    guard rest.isEmpty || rest.first == ":" else { return false }
  } else {
    name = host.prefix { $0 != ":" }
  }
  let own = ["localhost", "127.0.0.1", "[::1]", address, "[\(address)]"]
  if own.contains(name.lowercased()) { return true }
  // Listening at all addresses of the machine: any of them, but no name.
  guard address == "0.0.0.0" || address == "::" else { return false }
  return name.hasPrefix("[") || name.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
}

/// The name of the file that a path means: decoded, without query, `index.html` for a folder.
///
/// Nil for what no page ever links to: a path that is not absolute, a part `.` or `..`, a slash or
/// backslash that is encoded, control characters, and what is no UTF-8 once decoded.
func requestedFile(_ target: String) -> String? {
  var rest = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })[...]
  guard rest.popFirst() == UInt8(ascii: "/") else { return nil }
  var name: [UInt8] = []
  while let byte = rest.popFirst() {
    var decoded = byte
    if byte == UInt8(ascii: "%") {
      guard rest.count >= 2, let value = hexadecimalByte(rest.prefix(2)) else { return nil }
      rest = rest.dropFirst(2)
      guard value != UInt8(ascii: "/") else { return nil }
      decoded = value
    }
    guard decoded >= 0x20, decoded != 0x7F, decoded != UInt8(ascii: "\\") else { return nil }
    name.append(decoded)
  }
  guard var text = String(validating: name, as: UTF8.self) else { return nil }
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard !parts.contains("."), !parts.contains("..") else { return nil }
  if text.isEmpty || text.hasSuffix("/") { text += "index.html" }
  return text
}

private func hexadecimalByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
  let isPlain = digits.allSatisfy {
    (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
  }
  return isPlain ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
}

/// The media type that a file's name says, with a character set for text.
func contentType(of name: String) -> String {
  let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "xml": "application/xml", "atom": "application/atom+xml", "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8", "png": "image/png", "ico": "image/x-icon",
    "webmanifest": "application/manifest+json", "sqlite": "application/vnd.sqlite3",
  ]
  return types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
}
