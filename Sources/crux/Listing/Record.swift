/// One item of a listing, as fields with names: what `--json` prints and `--format` takes from.
struct Record {
  /// In the order of `docs/json.md`.
  var fields: [(name: String, value: Field)]

  init(_ fields: [(name: String, value: Field)]) { self.fields = fields }

  func value(of name: String) -> Field? { fields.first { $0.name == name }?.value }
}

/// A part of a record that has fields of its own.
struct Part {
  var fields: [(name: String, value: Scalar)]

  init(_ fields: [(name: String, value: Scalar)]) { self.fields = fields }
}

enum Scalar {
  case text(String?)
  case number(Int?)
  case real(Double?)
  case flag(Bool)
  case texts([String])

  /// As `--format` writes it: nothing for what is missing, lists joined by `, `.
  var plain: String {
    switch self {
    case .text(let text): text ?? ""
    case .number(let number): number.map(String.init) ?? ""
    case .real(let number): number.map { "\($0)" } ?? ""
    case .flag(let flag): flag ? "yes" : "no"
    case .texts(let texts): texts.joined(separator: ", ")
    }
  }
}

enum Field {
  case scalar(Scalar)
  case parts([Part])

  static func text(_ text: String?) -> Field { .scalar(.text(text)) }
  static func number(_ number: Int?) -> Field { .scalar(.number(number)) }
  static func real(_ number: Double?) -> Field { .scalar(.real(number)) }
  static func flag(_ flag: Bool) -> Field { .scalar(.flag(flag)) }
  static func texts(_ texts: [String]) -> Field { .scalar(.texts(texts)) }

  /// As `--format` writes it: of parts the first field, joined by `, `.
  var plain: String {
    switch self {
    case .scalar(let scalar): scalar.plain
    case .parts(let parts):
      parts.compactMap { $0.fields.first?.value.plain }.joined(separator: ", ")
    }
  }
}
