/// Writes JSON (RFC 8259) piece by piece, two spaces an indent.
struct JSONWriter {
  private(set) var text = ""
  /// Whether the open objects and arrays hold something already.
  private var hasItems: [Bool] = []

  mutating func open(_ bracket: Character) {
    text.append(bracket)
    hasItems.append(false)
  }

  mutating func close(_ bracket: Character) {
    if hasItems.popLast() == true { breakLine() }
    text.append(bracket)
  }

  /// Begins the next item of the innermost array.
  mutating func item() {
    guard let last = hasItems.indices.last else { return }
    if hasItems[last] { text += "," }
    hasItems[last] = true
    breakLine()
  }

  /// Begins the next member of the innermost object.
  mutating func name(_ name: String) {
    item()
    string(name)
    text += ": "
  }

  mutating func string(_ string: String?) {
    guard let string else { return text += "null" }
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case "\u{00}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        text += "\\u" + hexadecimal(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  mutating func literal(_ literal: String?) { text += literal ?? "null" }

  mutating func record(_ record: Record) {
    open("{")
    for field in record.fields {
      name(field.name)
      self.field(field.value)
    }
    close("}")
  }

  mutating func field(_ value: Field) {
    switch value {
    case .scalar(let scalar): self.scalar(scalar)
    case .parts(let parts):
      open("[")
      for part in parts {
        item()
        self.part(part)
      }
      close("]")
    }
  }

  private mutating func part(_ part: Part) {
    open("{")
    for field in part.fields {
      name(field.name)
      scalar(field.value)
    }
    close("}")
  }

  private mutating func scalar(_ scalar: Scalar) {
    switch scalar {
    case .text(let text): string(text)
    case .number(let number): literal(number.map(String.init))
    case .real(let number): literal(number.flatMap { $0.isFinite ? "\($0)" : nil })
    case .flag(let flag): literal(flag ? "true" : "false")
    case .texts(let texts):
      open("[")
      for text in texts {
        item()
        string(text)
      }
      close("]")
    }
  }

  mutating func list(_ records: [Record]) {
    open("[")
    for record in records {
      item()
      self.record(record)
    }
    close("]")
  }

  private mutating func breakLine() {
    text += "\n" + String(repeating: "  ", count: hasItems.count)
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
