import CruxModel

/// Puts what is shown of documents into files, the documents of a thread always in one.
struct RecordShards {
  private let cutter: FileCutter
  private var text: [UInt8] = []
  private var documentCount = 0
  /// The first document of each file.
  private(set) var firstDocuments: [Int] = []

  init(cutter: FileCutter) { self.cutter = cutter }

  /// Adds the records of a thread; returns the file before it where that is full.
  mutating func add(_ records: CutItem, count: Int) -> SearchFile? {
    let full = cutter.begins(records, after: text.count) ? finish() : nil
    if text.isEmpty { firstDocuments.append(documentCount) }
    text += records.text
    text.append(0x0A)
    documentCount += count
    return full
  }

  /// The file begun; nil where there is none.
  mutating func finish() -> SearchFile? {
    guard let first = firstDocuments.last, !text.isEmpty else { return nil }
    defer { text = [] }
    return SearchFile(Self.name(ofFirst: first), text.dropLast())
  }

  static func name(ofFirst document: Int) -> String { "r\(document)" }
}

/// What is shown of the documents of a thread, by its address.
struct ThreadRecords {
  private(set) var text: [UInt8]
  /// Numbers of people in this thread, by the order of their first appearance.
  private var names: [String: Int] = [:]
  private var lastDay = ""

  /// - Parameter name: what readers are shown for a person.
  init(_ thread: SearchThread, name: (PersonID) -> String) {
    text = thread.header
    for document in thread.documents { add(document, name: document.author.map(name)) }
    text.removeLast()
  }

  /// One line: kind, right behind it the author as a number or `=` and a name, day unless it is that of
  /// the line before, and the document's own fields.
  private mutating func add(_ document: SearchThread.Document, name: String?) {
    switch document.kind {
    case nil: text.append(UInt8(ascii: "P"))
    case .claim: text.append(UInt8(ascii: "c"))
    case .crux: text.append(UInt8(ascii: "x"))
    case .rebuttal: text.append(UInt8(ascii: "r"))
    }
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

  var item: CutItem { Self.item(text: text) }

  /// The item of a text, whose first line is `T`, the address and more, with tabs between.
  static func item(text: [UInt8]) -> CutItem {
    let fields = text.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
    return CutItem(key: fields.count > 1 ? Array(fields[1]) : [], text: text)
  }

  /// How many lines stand under the first.
  static func documentCount(of item: CutItem) -> Int {
    item.text.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
  }

  /// The items of a file.
  static func items(inFile text: [UInt8]) -> [CutItem] {
    var items: [[UInt8]] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "T\t".utf8) || items.isEmpty {
        items.append(Array(line))
      } else {
        items[items.count - 1] += [0x0A] + line
      }
    }
    return items.map { item(text: $0) }
  }
}
