import Assets

/// The script of the search box: its four files, each building on those before it, in one.
var searchScript: [UInt8] {
  ["words", "index", "rank", "box"].flatMap { part in
    compacted(Asset.named("site/search-\(part).js")?.bytes ?? [])
  }
}

/// A script without what only its readers need, so that browsers load less: comments on lines of their
/// own (which begin with `//`, `/**` or `*`, as nothing else in `site/` does), indentation, spaces
/// beside a sign, and line ends that end nothing. What stands in quotation marks is left alone.
///
/// No regular expression in `site/` holds a space or a quotation mark, and no comment follows code.
func compacted(_ script: [UInt8]) -> [UInt8] {
  let lines = script.split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == 0x20 } }
  let kept = lines.filter { text in
    !text.isEmpty && !text.starts(with: "//".utf8) && !text.starts(with: "/**".utf8)
      && text.first != UInt8(ascii: "*")
  }
  var writer = CompactScript()
  for line in kept { writer.add(line) }
  return writer.bytes + [0x0A]
}

private struct CompactScript {
  private(set) var bytes: [UInt8] = []
  /// The quotation mark of the text that is being read.
  private var quote: UInt8?

  private static let quotes = Set("\"'`".utf8)
  private static let signs = Set("=+-*/%<>&|!?:;,(){}[]^~.".utf8)
  /// What a statement does not end behind, and what none begins with.
  private static let open = Set("{;,([=:?&|+".utf8)
  private static let continuing = Set("}.?:&|)]".utf8)

  mutating func add(_ line: ArraySlice<UInt8>) {
    if let last = bytes.last, let first = line.first,
      quote != nil || !(Self.open.contains(last) || Self.continuing.contains(first))
    {
      bytes.append(0x0A)
    }
    var isEscaped = false
    for (index, byte) in zip(line.indices, line) {
      if let mark = quote {
        if byte == mark, !isEscaped { quote = nil }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else if Self.quotes.contains(byte) {
        quote = byte
      } else if byte == 0x20, index + 1 < line.endIndex, isNeedless(before: line[index + 1]) {
        continue
      }
      bytes.append(byte)
    }
  }

  /// Whether a space parts nothing here: `a + +b` needs the second.
  private func isNeedless(before next: UInt8) -> Bool {
    guard let last = bytes.last, Self.signs.contains(last) || Self.signs.contains(next) else {
      return false
    }
    return !(last == next && (next == UInt8(ascii: "+") || next == UInt8(ascii: "-")))
  }
}
