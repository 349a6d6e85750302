/// Text as a field of a record: on one line, without controls, safe in a template literal.
func fieldText(_ text: some StringProtocol, escapes: Bool = true) -> [UInt8] {
  fieldText(Array(text.utf8), escapes: escapes)
}

func fieldText(_ bytes: [UInt8], escapes: Bool = true) -> [UInt8] {
  bytes.withUnsafeBufferPointer { text in
    var writer = FieldWriter(text: text, escapes: escapes)
    writer.write()
    return writer.isAsItStood ? bytes : writer.result
  }
}

/// Copies what may stay in stretches as long as can be.
private struct FieldWriter {
  let text: UnsafeBufferPointer<UInt8>
  let escapes: Bool
  private(set) var result: [UInt8] = []
  /// Where what was not copied yet begins.
  private var start = 0
  private var position = 0

  init(text: UnsafeBufferPointer<UInt8>, escapes: Bool) {
    self.text = text
    self.escapes = escapes
  }

  /// Whether nothing had to be changed, so that nothing was copied.
  private(set) var isAsItStood = true

  mutating func write() {
    // Up to here bytes are looked at one by one.
    var lookedAt = 0
    while position < text.count {
      if position >= lookedAt, position + 8 <= text.count {
        lookedAt = position + 8
        if isPlain(EightBytes(text, at: position)) {
          position = lookedAt
          continue
        }
      }
      let byte = text[position]
      if isBlank(byte) {
        takeBlank(byte)
      } else {
        if escapes, isReadInTemplate(byte) {
          copy(upTo: position)
          result.append(0x5C)
          start = position
        }
        position += 1
      }
    }
    if !isAsItStood { copy(upTo: position) }
  }

  /// A space between two words stays; all others are one or none.
  private mutating func takeBlank(_ byte: UInt8) {
    let isBetweenWords =
      byte == 0x20 && position > start && position + 1 < text.count
      && !isBlank(text[position + 1])
    if isBetweenWords { return position += 1 }
    copy(upTo: position)
    while position < text.count, isBlank(text[position]) { position += 1 }
    if !result.isEmpty, position < text.count { result.append(0x20) }
    start = position
  }

  private mutating func copy(upTo end: Int) {
    if isAsItStood { result.reserveCapacity(text.count + 8) }
    isAsItStood = false
    result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
  }

  /// Whether the bytes at the position may stay, spaces among them each between two words.
  private func isPlain(_ bytes: EightBytes) -> Bool {
    guard !bytes.holdControl, !bytes.holds(0x24), !bytes.holds(0x5C), !bytes.holds(0x60) else {
      return false
    }
    let spaces = bytes.places(of: 0x20)
    if spaces == 0 { return true }
    let next = position + 8
    return spaces & (spaces << 8) == 0 && (spaces & 0xFF == 0 || position > start)
      && (spaces >> 56 == 0 || (next < text.count && !isBlank(text[next])))
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

/// Whether a template literal of JavaScript reads more than a character in it.
private func isReadInTemplate(_ byte: UInt8) -> Bool {
  byte == 0x5C || byte == 0x60 || byte == 0x24
}

/// A byte of UTF-8, behind a backslash where a template literal of JavaScript reads it as more.
func appendEscapedForTemplate(_ byte: UInt8, to text: inout [UInt8]) {
  if isReadInTemplate(byte) { text.append(0x5C) }
  text.append(byte)
}
