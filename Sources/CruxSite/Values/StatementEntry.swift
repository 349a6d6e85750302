import CruxModel

/// A statement as other pages than its thread's show it.
package struct StatementEntry: Hashable, Sendable {
  package var id: StatementID
  package var kind: StatementKind
  package var form: Statement.Form
  /// Its words on one line; a pole's name where it says nothing more.
  package var words: String
  package var holder: PersonID?
  package var thread: ThreadID
  /// Index and anchor of its post.
  package var post: Int
  package var anchor: Anchor
  package var poles: [StatementID]
  package var hasRivalPoles: Bool
  package var poleName: String?

  package init(_ statement: Statement, in thread: DiscussionThread) {
    id = statement.id
    kind = statement.kind
    form = statement.form
    words = oneLine(thread.body.wordBytes(in: statement.content))
    if words.isEmpty { words = statement.poleName ?? statement.id.rawValue }
    holder = statement.holder
    self.thread = thread.id
    post = statement.post
    anchor = thread.posts[statement.post].anchor
    poles = statement.poles
    hasRivalPoles = statement.hasRivalPoles
    poleName = statement.poleName
  }

  /// Where its words stand.
  package var address: PageAddress { .statement(id, in: thread) }

  /// Its own page; nil for poles, which are shown with their crux, and where the id may change.
  package var ownPage: PageAddress? {
    if id.isTemporary || form == .pole { return nil }
    return kind == .crux ? .crux(id) : .claim(id)
  }

  /// Where a reader learns most of it: its own page, its crux's, or its place in the thread.
  package var home: PageAddress {
    if let ownPage { return ownPage }
    guard let pole = id.pole, !pole.crux.isTemporary else { return address }
    return PageAddress.crux(pole.crux).at(poleFragment(pole.key))
  }

  /// What a reader is shown in place of an id: short, and never the number of a temporary one.
  package var shortName: String {
    if let poleName, let crux = id.pole?.crux {
      return crux.isTemporary ? poleName : "\(crux): \(poleName)"
    }
    return id.isTemporary ? "“\(shortened(words, to: 50))”" : id.rawValue
  }
}

/// The text with every run of white space one space, none at the ends.
func oneLine(_ bytes: [UInt8]) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var isSpaceDue = false
  for byte in bytes {
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      isSpaceDue = !result.isEmpty
    } else {
      if isSpaceDue { result.append(0x20) }
      result.append(byte)
      isSpaceDue = false
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// The text, or as many whole words of it as fit into `limit` bytes, and `…`.
func shortened(_ text: String, to limit: Int) -> String {
  guard text.utf8.count > limit else { return text }
  let head = text.utf8.prefix(limit)
  let cut = head.lastIndex(of: 0x20) ?? head.endIndex
  var end = cut
  // A cut inside a character goes back to its first byte.
  while end > text.startIndex, end < text.endIndex, text.utf8[end] & 0xC0 == 0x80 {
    end = text.utf8.index(before: end)
  }
  var words = text[..<end]
  while let last = words.unicodeScalars.last, ",;:–—".unicodeScalars.contains(last) {
    words.unicodeScalars.removeLast()
  }
  return words + "…"
}
