/// The first file of the index that is read: how many there are of what, and where each file begins.
struct RootText {
  var totals: SearchTotals
  var levelBits: Int
  var isCut: Bool
  /// Keys of the first lines of files of terms.
  var firstTerms: [[UInt8]] = []
  /// Of files of records.
  var firstDocuments: [Int] = []
  var stamp = ContentStamp()

  /// Three lines: numbers and the stamp, first terms, first documents (each less the one before).
  var bytes: [UInt8] {
    var text: [UInt8] = []
    let numbers = [
      totals.posts, totals.statements, levelBits, isCut ? 1 : 0, totals.postTerms,
      totals.statementTerms,
    ]
    text += (numbers.map(String.init) + [stamp.text]).joined(separator: " ").utf8
    text.append(0x0A)
    for (index, term) in firstTerms.enumerated() {
      if index > 0 { text.append(0x20) }
      text += SearchLine(term, []).text
    }
    text.append(0x0A)
    var last = 0
    for document in firstDocuments {
      SearchDigits.append(document - last, to: &text)
      last = document
    }
    return text
  }

  init(totals: SearchTotals, levelBits: Int, isCut: Bool) {
    self.totals = totals
    self.levelBits = levelBits
    self.isCut = isCut
  }

  /// Reads `bytes`; nil where it is something else.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return nil }
    let parts = lines[0].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    let numbers = parts.prefix(6).compactMap { Int($0) }
    guard parts.count == 7, numbers.count == 6, let stamp = ContentStamp(text: parts[6]),
      (1...8).contains(numbers[2])
    else { return nil }
    totals = SearchTotals(
      posts: numbers[0], statements: numbers[1], postTerms: numbers[4], statementTerms: numbers[5])
    levelBits = numbers[2]
    isCut = numbers[3] == 1
    self.stamp = stamp
    firstTerms = lines[1].split(separator: 0x20).map { SearchLine(text: $0).key }
    var documents = lines[2]
    var last = 0
    while !documents.isEmpty {
      guard let step = SearchDigits.takeFirst(of: &documents) else { return nil }
      last += step
      firstDocuments.append(last)
    }
  }
}

/// A number made from all files, in whatever order they come and go, so that a browser never mixes
/// files of two builds.
struct ContentStamp: Equatable {
  private var sum: UInt64 = 0

  init() {}

  init?(text: String) {
    guard let sum = UInt64(text, radix: 36) else { return nil }
    self.sum = sum
  }

  var text: String { String(sum, radix: 36) }

  mutating func add(_ file: SearchFile) { sum &+= Self.hash(file.bytes) }
  mutating func remove(_ file: SearchFile) { sum &-= Self.hash(file.bytes) }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count {
        mix(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
        index += 8
      }
      while index < bytes.count {
        mix(UInt64(bytes[index]))
        index += 1
      }
    }
    return hash
  }
}
