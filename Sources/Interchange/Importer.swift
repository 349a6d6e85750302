import CruxModel

/// A format that debates are brought in from: one file under `Importers/` with the grammar in its
/// doc comment, and one entry in `all`.
package struct Importer: Sendable {
  /// As given to `--from`, in kebab-case.
  package let name: String
  /// What help says of it.
  package let summary: String
  /// Whether the file is of this format, from its name and content. Cheap, and true for at most one
  /// format; an honest but damaged file of the format should be recognised, so that `read` can say
  /// where it is damaged.
  package let recognises: @Sendable (ImportInput) -> Bool
  package let read: @Sendable (ImportInput) throws(ImportError) -> Imported

  package init(
    name: String, summary: String, recognises: @escaping @Sendable (ImportInput) -> Bool,
    read: @escaping @Sendable (ImportInput) throws(ImportError) -> Imported
  ) {
    self.name = name
    self.summary = summary
    self.recognises = recognises
    self.read = read
  }
}

/// A file that is to be imported.
///
/// Its bytes are held while it is read, and every limit here is one of memory: together they keep an
/// import of 100 MB below what docs/import.md says.
package struct ImportInput: Sendable {
  /// The file's name without its folders.
  package var name: String
  package var bytes: [UInt8]
  package var settings: CorpusSettings

  package init(name: String, bytes: [UInt8], settings: CorpusSettings = CorpusSettings()) {
    self.name = name
    self.bytes = bytes
    self.settings = settings
  }

  /// A larger file is refused, in bytes.
  package static let largest = 256 << 20
  /// More values than this in a JSON file are refused.
  static let mostValues = 8_000_000
  /// More lines than this in a text are refused.
  static let mostLines = 4_000_000

  /// Throws `tooLarge` for a file of more megabytes than its format ever has.
  func refuse(over megabytes: Int) throws(ImportError) {
    guard bytes.count > megabytes << 20 else { return }
    throw ImportError(.tooLarge(limit: megabytes), at: .file)
  }

  /// The file's lines, without their ends. Throws `tooMany`.
  func lines() throws(ImportError) -> [Substring] {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(maxSplits: Self.mostLines, omittingEmptySubsequences: false) {
      $0.isNewline
    }
    guard lines.count <= Self.mostLines else {
      throw ImportError(.tooMany("lines", limit: Self.mostLines), at: .line(Self.mostLines + 1))
    }
    return lines
  }

  /// The file as JSON.
  func json() throws(ImportError) -> JSONDocument {
    do throws(JSONProblem) {
      return try parseJSON(bytes, limit: Self.mostValues)
    } catch {
      throw ImportError(.json(error.reason), at: .byte(error.offset))
    }
  }

  /// Whether the first character that is no white space begins a JSON object or array, and the
  /// first 64 KB hold every one of these member names.
  func looksLikeJSON(with names: [String]) -> Bool {
    let rest = bytes.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "[") else { return false }
    let head = rest.prefix(1 << 16)
    return names.allSatisfy { head.holds(Array("\"\($0)\"".utf8)) }
  }
}

/// What a file held.
package struct Imported: Sendable {
  package var threads: [ImportedThread]
  package var losses: Losses

  package init(threads: [ImportedThread] = [], losses: Losses = Losses()) {
    self.threads = threads
    self.losses = losses
  }
}

extension Importer {
  /// Every format, in the order in which a file is tried.
  package static let all: [Importer] = [
    discourse, github, lessWrong, lessWrongPage, kialo, changeMyView, mail, markdown,
  ]

  package static func named(_ name: String) -> Importer? { all.first { $0.name == name } }

  /// The first format that the file is of.
  package static func recognising(_ input: ImportInput) -> Importer? {
    all.first { $0.recognises(input) }
  }
}

extension Collection<UInt8> {
  /// Whether the bytes stand in it.
  func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: needle) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

extension ImportError {
  /// Throws `tooMany` where a file has more posts than are taken.
  static func refuse(posts count: Int, at place: Place) throws(ImportError) {
    let limit = 500_000
    if count > limit { throw ImportError(.tooMany("posts", limit: limit), at: place) }
  }
}

extension JSONValue {
  /// A member that is the text of a post; nil where it is no string. Throws `longPost`.
  func postText(_ name: String) throws(ImportError) -> String? {
    guard let member = self[name], let text = member.string else { return nil }
    guard text.utf8.count <= ImportedPost.largest else {
      throw ImportError(.longPost(limit: ImportedPost.largest >> 20), at: .byte(member.offset))
    }
    return text
  }
}
