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
  package static let largest = 64 << 20
  /// More values than this in a JSON file are refused.
  static let mostValues = 4_000_000

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
