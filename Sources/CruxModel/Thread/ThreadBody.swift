/// The words of a thread: its bytes, the text a reader sees, and the nodes that tie both together.
///
/// Everything else of a thread points in here by index and can be kept when the body is dropped.
package struct ThreadBody: Sendable, Equatable {
  /// The file as read.
  package var source: [UInt8]
  /// The rendered text, UTF-8: the literals of libcmark's tree in order, with a space for a soft
  /// break and a line feed for a hard break and between blocks.
  package var text: [UInt8]
  /// Addresses, info strings and reference targets, UTF-8, without separators.
  package var attributes: [UInt8]
  package var content: [ContentNode]

  package init(
    source: [UInt8] = [], text: [UInt8] = [], attributes: [UInt8] = [], content: [ContentNode] = []
  ) {
    self.source = source
    self.text = text
    self.attributes = attributes
    self.content = content
  }

  /// The node's address, info string or target.
  package func attribute(of node: ContentNode) -> String {
    String(decoding: attributes[node.attribute.range], as: UTF8.self)
  }

  /// The text of one node as it stands, markup included.
  package func text(of node: ContentNode) -> String {
    String(decoding: text[node.text.range], as: UTF8.self)
  }

  /// The words of the nodes as a reader sees them: no headers and no brackets of references, with
  /// breaks as in `text`.
  package func words(in nodes: Range<Int>) -> String {
    String(decoding: wordBytes(in: nodes), as: UTF8.self)
  }

  /// `words(in:)` as UTF-8.
  package func wordBytes(in nodes: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(
      nodes.reduce(0) { $0 + (content[$1].isLiteral ? content[$1].text.count + 1 : 0) })
    var written = 0
    for index in nodes {
      let node = content[index]
      guard node.isLiteral, !node.flags.contains(.markup) else { continue }
      if !result.isEmpty, written < Int(node.text.lower) {
        appendSeparator(before: Int(node.text.lower), to: &result)
      }
      result += text[node.text.range]
      written = Int(node.text.upper)
    }
    return result
  }

  /// The byte that stands between two literals, where it separates words.
  private func appendSeparator(before offset: Int, to result: inout [UInt8]) {
    let byte = text[offset - 1]
    if byte == 0x20 || byte == 0x0A { result.append(byte) }
  }
}
