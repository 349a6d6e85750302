/// Puts lines into files, in order of their keys.
struct TermShards {
  private let cutter: FileCutter
  private var text: [UInt8] = []
  private var full: [SearchFile] = []
  private(set) var firstTerms: [[UInt8]] = []

  init(cutter: FileCutter) { self.cutter = cutter }

  /// Files that are whole, once each.
  mutating func takeFull() -> [SearchFile] {
    defer { full = [] }
    return full
  }

  mutating func finish() -> [SearchFile] {
    closeFile()
    return takeFull()
  }

  /// Adds a line; nothing for one that has no fields.
  mutating func add(_ item: CutItem?) {
    guard let item else { return }
    if cutter.begins(item, after: text.count) { closeFile() }
    if text.isEmpty { firstTerms.append(item.key) }
    text += item.text
    text.append(0x0A)
  }

  private mutating func closeFile() {
    guard let first = firstTerms.last, !text.isEmpty else { return }
    full.append(SearchFile(SearchKey.fileName(first), text.dropLast()))
    text = []
  }
}
