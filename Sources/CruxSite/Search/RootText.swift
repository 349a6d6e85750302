/// The first file of the index that is read: how many there are of what, and where each file begins.
struct RootText {
  let documents: DocumentTable
  let levels: SearchLevels
  var isCut = false
  var firstTerms: [[UInt8]] = []
  var firstDocuments: [Int] = []
  var stamp = ""

  /// Four lines: numbers and the stamp, first terms, first documents (each less the one before).
  var bytes: [UInt8] {
    var text: [UInt8] = []
    let numbers = [documents.postCount, documents.statementCount, levels.bits, isCut ? 1 : 0]
    text += (numbers.map(String.init) + [stamp]).joined(separator: " ").utf8
    text.append(0x0A)
    for (index, term) in firstTerms.enumerated() {
      if index > 0 { text.append(0x20) }
      text += term
    }
    text.append(0x0A)
    var last = 0
    for document in firstDocuments {
      SearchDigits.append(document - last, to: &text)
      last = document
    }
    return text
  }
}
