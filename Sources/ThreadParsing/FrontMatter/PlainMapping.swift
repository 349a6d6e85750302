/// A YAML mapping so plain that no rule of YAML but its first applies, read without libyaml, whose
/// parser costs as much to make as a post costs to read:
///
///     title: What it hangs on
///     source: https://example.org/debate
///     topics: [safety, policy-2]
///
/// Each line is a word in small letters, `: `, and words of ASCII that begin with a letter or digit,
/// or such words in brackets. Anything else is libyaml's to read.
struct PlainMapping {
  /// The same that libyaml's events are read into.
  private(set) var entries: [YAMLDocument.Entry] = []
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 0

  /// Nil where the bytes are not so plain.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    guard bytes.count > 0 else { return nil }
    entries.reserveCapacity(12)
    append(.mappingStart)
    while position < bytes.count {
      guard readKey(), bytes[position] == ASCII.openBracket ? readList() : readWords() else {
        return nil
      }
      guard position == bytes.count || bytes[position] == ASCII.lineFeed else { return nil }
      position += 1
      line += 1
    }
    append(.end)
    entries[0].next = entries.count
  }

  private mutating func append(_ event: YAMLDocument.Event) {
    entries.append(YAMLDocument.Entry(event: event, line: line, next: entries.count + 1))
  }

  private mutating func append(_ range: Range<Int>) {
    append(.scalar(bytes.string(range), isPlain: true))
  }

  /// Reads up to the value, of which the first byte is there.
  private mutating func readKey() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] &- 0x61 < 26 || bytes[position] == ASCII.hyphen {
      position += 1
    }
    guard position > start, bytes[start] != ASCII.hyphen, position - start < 64,
      position + 2 < bytes.count, bytes[position] == ASCII.colon,
      bytes[position + 1] == ASCII.space
    else { return false }
    append(start..<position)
    position += 2
    return true
  }

  /// Reads words up to the end of the line.
  private mutating func readWords() -> Bool {
    let start = position
    guard isLetterOrDigit(bytes[start]) else { return false }
    while position < bytes.count, bytes[position] != ASCII.lineFeed {
      guard isPlain(bytes[position], at: position) else { return false }
      position += 1
    }
    append(start..<position)
    return true
  }

  /// Reads `[word, word]`.
  private mutating func readList() -> Bool {
    let first = entries.count
    append(.sequenceStart)
    repeat {
      position += 1
      if position < bytes.count, bytes[position] == ASCII.space { position += 1 }
      let start = position
      while position < bytes.count, isPlainInList(bytes[position], isFirst: position == start) {
        position += 1
      }
      guard position > start, position < bytes.count else { return false }
      append(start..<position)
    } while bytes[position] == ASCII.comma
    guard bytes[position] == ASCII.closeBracket else { return false }
    position += 1
    append(.end)
    entries[first].next = entries.count
    return true
  }

  /// Neither `: ` nor ` #`, nor a space at the end of the line.
  private func isPlain(_ byte: UInt8, at offset: Int) -> Bool {
    switch byte {
    case ASCII.hash: false
    case ASCII.space, ASCII.colon:
      offset + 1 < bytes.count && bytes[offset + 1] != ASCII.space
        && bytes[offset + 1] != ASCII.lineFeed
    default: byte > ASCII.space && byte < 0x7F
    }
  }

  private func isPlainInList(_ byte: UInt8, isFirst: Bool) -> Bool {
    isLetterOrDigit(byte)
      || !isFirst && (byte == ASCII.hyphen || byte == ASCII.underscore || byte == UInt8(ascii: "."))
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26
  }
}
