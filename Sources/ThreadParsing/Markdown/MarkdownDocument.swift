import CruxModel

/// A file as libcmark reads it, flat, with the places where statement headers may stand.
struct MarkdownDocument {
  var text: [UInt8] = []
  var attributes: [UInt8] = []
  var content: [ContentNode] = []
  /// Lines that begin with bold words, in order of their nodes.
  var boldLines: [BoldLine] = []
  /// Marks with the titles of their links, in order of their nodes.
  var marks: [MarkTitle] = []
  /// Nodes of kind `reference`, in order.
  var references: [Int] = []
  /// Whether there is HTML among the words of some paragraph.
  var holdsInlineHTML = false
  var notices: [Notice] = []
  var impreciseCount = 0

  /// Whether the text of a paragraph without headers may hold what is not among its words.
  var holdsHiddenText: Bool { holdsInlineHTML || !references.isEmpty }

  /// The address, info string or target of a node.
  func attribute(of node: Int) -> String {
    String(decoding: attributes[content[node].attribute.range], as: UTF8.self)
  }
}

/// The title of a link that marks words, which holds relations.
struct MarkTitle {
  /// Index of the `mark` node.
  var node: Int
  let title: [UInt8]
}

/// A source line that begins with bold words: a statement header, a pole, or prose.
struct BoldLine {
  /// Index of the `strong` node.
  var node: Int
  let reading: HeaderReading
  /// Nodes of the header: the bold words, the tail and the colon.
  var header: Range<Int>
  /// Nodes after the colon up to the next header or the end of the paragraph; empty without any.
  var content: Range<Int>
  /// Index of the paragraph or heading it stands in.
  var block: Int
}

/// What the words of a bold line say: read once, then shared by all who hold the line.
final class HeaderReading {
  /// The bold words, without a colon inside them.
  let name: ByteRange
  /// The label the words spell.
  let label: Label?
  /// What the header says between label and colon; nil where the line is no header.
  let parts: HeaderParts?
  /// Where the line has a label but is prose: what does not belong in a header.
  let misfit: String?
  /// How what stands between label and colon ends.
  let ending: HeaderTail.Ending
  /// What stands there, where the words spell no label: it may belong to an answer of a crux.
  let tail: HeaderTail?
  /// Whether there is a code span in the tail.
  let hasCode: Bool
  let isHeader: Bool

  init(
    name: ByteRange, label: Label?, tail: UnsafeBufferPointer<UInt8>, ending: HeaderTail.Ending,
    credences: CredenceReader
  ) {
    self.name = name
    self.label = label
    self.ending = ending
    hasCode = tail.firstOffset(of: HeaderTail.codeStart) != nil
    guard let label else {
      (parts, misfit, isHeader) = (nil, nil, false)
      self.tail = HeaderTail(bytes: Array(tail), ending: ending)
      return
    }
    self.tail = nil
    switch HeaderGrammar.read(tail, ending, credences: credences) {
    case .prose(let misfit):
      (parts, self.misfit, isHeader) = (nil, misfit, false)
    case .header(let found):
      let isBare = ending == .none && !hasCode && !found.isQuoted
      let further = found.furtherIDs.first
      let isProse = !label.isStance && (isBare || further != nil)
      (parts, misfit, isHeader) = isProse ? (nil, further ?? "", false) : (found, nil, true)
    }
  }
}
