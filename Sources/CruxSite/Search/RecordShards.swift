/// Puts what is shown of documents into files of about one size, each beginning with a thread.
struct RecordShards {
  /// About how many bytes a file has.
  private static let target = 20_000

  private var text: [UInt8] = []
  /// Names of people in this file, by the order of their first appearance.
  private var names: [String: Int] = [:]
  private var lastDay = ""
  /// The first document of each file.
  private(set) var firstDocuments: [Int] = []

  /// Begins a thread; returns the file before it where that is full.
  mutating func begin(_ header: [UInt8], at document: Int) -> SearchFile? {
    let full = text.count >= Self.target ? finish() : nil
    if text.isEmpty { firstDocuments.append(document) }
    text += header
    lastDay = ""
    return full
  }

  /// One line: kind, author as a number of this file or `=` and a name, day unless it is that of
  /// the line before, and the document's own fields.
  mutating func add(_ document: SearchThread.Document, name: String?) {
    switch document.kind {
    case nil: text.append(UInt8(ascii: "P"))
    case .claim: text.append(UInt8(ascii: "c"))
    case .crux: text.append(UInt8(ascii: "x"))
    case .rebuttal: text.append(UInt8(ascii: "r"))
    }
    text.append(0x09)
    if let name {
      if let number = names[name] {
        text += String(number).utf8
      } else {
        names[name] = names.count
        text += [UInt8(ascii: "=")] + fieldText(name)
      }
    }
    text.append(0x09)
    let day = document.date.map { String($0.day) } ?? "-"
    if day != lastDay { text += day.utf8 }
    lastDay = day
    text += document.fields
    text.append(0x0A)
  }

  /// The file begun; nil where there is none.
  mutating func finish() -> SearchFile? {
    guard !text.isEmpty else { return nil }
    text.removeLast()
    let file = SearchFile("r\(firstDocuments.count - 1)", text)
    text = []
    names = [:]
    return file
  }
}
