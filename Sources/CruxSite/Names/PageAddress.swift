import CruxModel

/// A page of the site, or a place on it.
///
/// Every page is a file in the root or one folder below it.
package struct PageAddress: Hashable, Sendable {
  /// From the root of the site: `threads/legible.html`.
  package let path: String
  /// The element's id there, not yet encoded for an address; empty for the page itself.
  package let fragment: String
  /// What leads from this page to the root of the site.
  package let wayToRoot: String

  package init(_ path: String, fragment: String = "") {
    let isInFolder = path.utf8.contains(UInt8(ascii: "/"))
    self.init(path, fragment, wayToRoot: isInFolder ? "../" : "")
  }

  private init(_ path: String, _ fragment: String, wayToRoot: String) {
    self.path = path
    self.fragment = fragment
    self.wayToRoot = wayToRoot
  }

  /// The page of an id. Put together in one piece, because every link of the site passes here.
  private init(_ folder: String, _ id: String, _ ending: String) {
    let name = fileName(for: id)
    var path = ""
    path.reserveCapacity(folder.utf8.count + name.utf8.count + ending.utf8.count)
    path += folder
    path += name
    path += ending
    self.init(path, "", wayToRoot: "../")
  }

  package static let home = PageAddress("index.html")
  package static let statements = PageAddress("statements.html")

  package static func thread(_ id: ThreadID) -> PageAddress {
    PageAddress("threads/", id.rawValue, ".html")
  }

  package static let threads = PageAddress("threads.html")
  package static let cruxes = PageAddress("cruxes.html")
  package static let people = PageAddress("people.html")
  package static let unanswered = PageAddress("unanswered.html")
  package static let changes = PageAddress("changes.html")
  package static let feed = PageAddress("feed.xml")
  package static let sitemap = PageAddress("sitemap.xml")
  package static let about = PageAddress("about.html")
  package static let search = PageAddress("search.html")
  package static let notFound = PageAddress("404.html")

  /// The page of a claim or rebuttal.
  package static func claim(_ id: StatementID) -> PageAddress {
    PageAddress("claims/", id.rawValue, ".html")
  }

  package static func crux(_ id: StatementID) -> PageAddress {
    PageAddress("cruxes/", id.rawValue, ".html")
  }

  package static func person(_ id: PersonID) -> PageAddress {
    PageAddress("people/", id.rawValue, ".html")
  }

  /// The page of two people, whatever their order.
  package static func pair(_ first: PersonID, _ second: PersonID) -> PageAddress {
    let names = [first, second].sorted().map(\.rawValue).joined(separator: "\u{0}")
    return PageAddress("pairs/", names, ".html")
  }

  package static func topic(_ name: String) -> PageAddress {
    PageAddress("topics/", name, ".html")
  }

  /// The thread for machines, beside its page.
  package static func threadJSON(_ id: ThreadID) -> PageAddress {
    PageAddress("threads/", id.rawValue, ".json")
  }

  /// Previews of the thread's statements, beside its page.
  package static func threadPreviews(_ id: ThreadID) -> PageAddress {
    PageAddress("threads/", id.rawValue, ".js")
  }

  package static func post(_ anchor: Anchor, of thread: ThreadID) -> PageAddress {
    PageAddress.thread(thread).at(elementID(for: anchor))
  }

  /// The statement's place on its thread.
  package static func statement(_ id: StatementID, in thread: ThreadID) -> PageAddress {
    PageAddress.thread(thread).at(elementID(for: id, in: thread))
  }

  package func at(_ fragment: String) -> PageAddress {
    PageAddress(path, fragment, wayToRoot: wayToRoot)
  }

  /// The address as written on another page: relative, percent-encoded.
  package func reference(from page: PageAddress) -> String {
    if fragment.isEmpty { return page.wayToRoot + path }
    let anchor = "#" + percentEncoded(fragment)
    return page.path == path ? anchor : page.wayToRoot + path + anchor
  }
}

/// The id of a post's element. A dot parts it from ids of statements, which hold none.
func elementID(for anchor: Anchor) -> String { "post." + withoutSpaces(anchor.rawValue) }

/// A post's anchor as it stands behind `#post.` in an address.
func anchorInAddress(_ anchor: Anchor) -> String { percentEncoded(withoutSpaces(anchor.rawValue)) }

/// The id of an answer's element on its crux's page.
func poleFragment(_ key: String) -> String { "answer." + withoutSpaces(key) }

/// The id of a statement's element on its thread's page: its own id, with `~` for what stands
/// between a crux and its pole; a temporary id without the thread's.
func elementID(for id: StatementID, in thread: ThreadID) -> String {
  if !id.rawValue.utf8.contains(where: { $0 == 0x23 || $0 == 0x7E }) {
    return withoutSpaces(id.rawValue)
  }
  let prefix = thread.rawValue + "~"
  let raw = id.rawValue.hasPrefix(prefix) ? "~" + id.rawValue.dropFirst(prefix.count) : id.rawValue
  return withoutSpaces(
    raw.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "~"))
}

/// An element's id may hold no white space, and nothing that a document may not hold.
private func withoutSpaces(_ text: String) -> String {
  if text.isEmpty { return "_" }
  if text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) { return text }
  var result: [UInt8] = []
  for scalar in text.unicodeScalars {
    let properties = scalar.properties
    let isFine =
      scalar.value > 0x20 && properties.generalCategory != .control
      && !properties.isNoncharacterCodePoint
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      if isFine { result.append(byte) } else { appendPercentEncoded(byte, to: &result) }
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func percentEncoded(_ text: String) -> String {
  if text.utf8.allSatisfy(isPlainInAddress) { return text }
  var result: [UInt8] = []
  for byte in text.utf8 {
    if isPlainInAddress(byte) {
      result.append(byte)
    } else {
      appendPercentEncoded(byte, to: &result)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// Letters, digits and `-._~@:`.
private func isPlainInAddress(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x61...0x7A, 0x40...0x5A, 0x30...0x3A, 0x2D, 0x2E, 0x5F, 0x7E: true
  default: false
  }
}
