import CruxModel

/// Finds where passages of a thread stand in its file.
struct PassagePlaces {
  private let body: ThreadBody
  private let literals: [ContentNode]
  /// Offsets of the first bytes of lines.
  private var lineStarts = [0]

  /// - Parameter thread: With its body; without it no place is found.
  init(_ thread: DiscussionThread) {
    body = thread.body
    literals = body.content.filter { $0.isLiteral }
    for (offset, byte) in body.source.enumerated() where byte == 0x0A || byte == 0x0D {
      let isPair = byte == 0x0D && offset + 1 < body.source.count && body.source[offset + 1] == 0x0A
      if !isPair { lineStarts.append(offset + 1) }
    }
  }

  func place(of passage: Quote.Passage) -> Place? {
    let start = Int(passage.text.lower)
    let index = literals.partitioningIndex { Int($0.text.upper) > start }
    guard index < literals.count else { return nil }
    let node = literals[index]
    return place(ofByte: Int(node.source.lower) + lead(of: start, in: node))
  }

  /// How far into the node the passage begins, where its source is its text byte for byte.
  private func lead(of start: Int, in node: ContentNode) -> Int {
    let lead = start - Int(node.text.lower)
    let isExact = !node.flags.contains(.imprecise) && node.source.count == node.text.count
    return isExact && lead > 0 ? lead : 0
  }

  private func place(ofByte offset: Int) -> Place {
    let line = lineStarts.partitioningIndex { $0 > offset }
    return Place(line: line, column: offset - lineStarts[line - 1] + 1, offset: offset)
  }
}

extension Array {
  /// The first index from which the condition holds, in a list where it holds from somewhere on.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
