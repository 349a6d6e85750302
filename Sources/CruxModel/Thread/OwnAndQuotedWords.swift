/// The words of a post, apart from those it quotes; UTF-8.
package struct OwnAndQuotedWords: Sendable {
  package var words: [UInt8] = []
  package var quoted: [UInt8] = []

  package var weight: Int { words.count + quoted.count }

  /// Takes the literals in order; those inside a block quote are quoted.
  package init(_ body: ThreadBody, _ nodes: Range<Int>) {
    var index = nodes.lowerBound
    var start = index
    while index < nodes.upperBound {
      guard body.content[index].kind == .blockQuote else {
        index += 1
        continue
      }
      let end = min(nodes.upperBound, max(index + 1, Int(body.content[index].end)))
      append(body.wordBytes(in: start..<index), to: &words)
      append(body.wordBytes(in: index..<end), to: &quoted)
      index = end
      start = end
    }
    append(body.wordBytes(in: start..<nodes.upperBound), to: &words)
  }

  private func append(_ bytes: [UInt8], to target: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    if !target.isEmpty { target.append(0x0A) }
    target += bytes
  }

  /// Whether its own words hold the title, which is then not searched a second time.
  package func hold(title: String) -> Bool {
    let other = Array(title.utf8)
    guard let first = other.first else { return true }
    guard words.count >= other.count else { return false }
    for start in 0...(words.count - other.count) where words[start] == first {
      if words[start..<start + other.count].elementsEqual(other) { return true }
    }
    return false
  }
}

extension ThreadBody {
  /// The words of a statement, UTF-8. One that takes the words of a quote does not say what is quoted in it,
  /// unless it holds nothing else.
  package func wordBytes(of statement: Statement) -> [UInt8] {
    let all = statement.content
    guard statement.form == .quoted || statement.form == .standIn,
      content[all].contains(where: { $0.kind == .blockQuote })
    else { return wordBytes(in: all) }
    let own = OwnAndQuotedWords(self, all).words
    return own.isEmpty ? wordBytes(in: all) : own
  }
}
