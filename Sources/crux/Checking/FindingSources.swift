import CruxModel

/// The bytes of the files that findings are about, one file at a time: findings come file by file.
struct FindingSources {
  private let corpus: CorpusFolder?
  private let files: [ExactPath: String]
  private let replaced: [ExactPath: [UInt8]]
  private let standardInput: [UInt8]
  private var current: (path: ExactPath, bytes: [UInt8])?

  init(_ corpus: CorpusFolder?, _ check: CorpusCheck) {
    self.corpus = corpus
    files = Dictionary(
      check.inputs.compactMap { input in input.file.map { (ExactPath(input.path), $0) } },
      uniquingKeysWith: { first, _ in first })
    replaced = Dictionary(
      check.inputs.compactMap { input in input.bytes.map { (ExactPath(input.path), $0) } },
      uniquingKeysWith: { first, _ in first })
    standardInput = check.standardInputBytes
  }

  /// Empty where the file cannot be read any more.
  mutating func bytes(of path: String) -> [UInt8] {
    if let current, current.path == ExactPath(path) { return current.bytes }
    let bytes = read(path)
    current = (ExactPath(path), bytes)
    return bytes
  }

  private func read(_ path: String) -> [UInt8] {
    if path == Check.standardInputName { return standardInput }
    if let bytes = replaced[ExactPath(path)] { return bytes }
    return (try? readFile(files[ExactPath(path)] ?? corpus?.path(of: path) ?? path).bytes) ?? []
  }

  /// The place's column in characters (Unicode scalars) from 1, as other tools count.
  mutating func characterColumn(of place: Place, in path: String) -> Int {
    let bytes = bytes(of: path)
    let start = place.offset - (place.column - 1)
    guard start >= 0, place.offset <= bytes.count else { return place.column }
    return 1 + bytes[start..<place.offset].count { $0 & 0xC0 != 0x80 }
  }
}
