import CruxModel

/// The title of an inline mark as the tail of a header: ids may stand bare there.
enum MarkTitleReader {
  private static let words: Set<String> = [
    "to", "for", "against", "of", "if", "same", "as", "because", "was", "and", "quoted",
  ]

  static func tail(of title: [UInt8]) -> HeaderTail {
    var tail = HeaderTail(bytes: [], ending: .colon)
    var rest = title[...]
    var previous = ""
    while let first = rest.first {
      if ASCII.isBlank(first) || ASCII.isLineEnd(first) || first == ASCII.comma {
        tail.bytes.append(first == ASCII.comma ? first : ASCII.space)
        rest.removeFirst()
      } else if first == ASCII.backtick, let end = rest.dropFirst().firstIndex(of: ASCII.backtick) {
        append(code: rest[(rest.startIndex + 1)..<end], to: &tail)
        rest = rest[(end + 1)...]
      } else if first == ASCII.openParenthesis || previous == "by" {
        // A parenthesis, or a name that runs to the end.
        tail.bytes += rest
        break
      } else {
        let word = rest.prefix { !ASCII.isBlank($0) && !ASCII.isLineEnd($0) && $0 != ASCII.comma }
        previous = append(word: word, after: previous, to: &tail)
        rest = rest[word.endIndex...]
      }
    }
    return tail
  }

  private static func append(
    word: ArraySlice<UInt8>, after previous: String, to tail: inout HeaderTail
  ) -> String {
    let text = String(decoding: word, as: UTF8.self)
    let isAnswer = previous == "if" && (text == "yes" || text == "no")
    let isID = word.withUnsafeBufferPointer(isStatementReference)
    if words.contains(text) || text == "by" || isAnswer || !isID {
      tail.bytes += word
    } else {
      append(code: word, to: &tail)
    }
    return text
  }

  private static func append(code: ArraySlice<UInt8>, to tail: inout HeaderTail) {
    tail.bytes.append(HeaderTail.codeStart)
    tail.bytes += code
    tail.bytes.append(HeaderTail.codeEnd)
  }
}
