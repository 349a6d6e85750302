/// What `--format` takes: text with `{field}`, `\n`, `\t` and `\\`; `{{` is a brace.
struct Template {
  private enum Part: Equatable {
    case text(String)
    case field(String)
  }

  private var parts: [Part] = []

  /// Nothing is an error: a brace without its other half is text.
  init(_ source: String) {
    var text = ""
    var rest = Substring(source)
    while let character = rest.popFirst() {
      if character == "\\", let escaped = rest.popFirst() {
        text += Template.meaning(of: escaped)
      } else if character == "{", rest.first == "{" {
        rest.removeFirst()
        text += "{"
      } else if character == "{", let end = rest.firstIndex(of: "}") {
        parts += [.text(text), .field(String(rest[..<end]))]
        text = ""
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(character)
      }
    }
    parts.append(.text(text))
  }

  /// Names of fields, in order.
  var fields: [String] {
    parts.compactMap { if case .field(let name) = $0 { name } else { nil } }
  }

  /// - Parameter terminal: where it is printed; no field may steer one that a person looks at.
  func filled(from record: Record, for terminal: Terminal) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .field(let name):
        let value = record.value(of: name)?.plain ?? ""
        return terminal.isInteractive ? visible(value, keeping: "\n") : value
      }
    }.joined()
  }

  private static func meaning(of escaped: Character) -> String {
    switch escaped {
    case "n": "\n"
    case "t": "\t"
    case "0": "\0"
    case "\\": "\\"
    default: "\\" + String(escaped)
    }
  }
}
