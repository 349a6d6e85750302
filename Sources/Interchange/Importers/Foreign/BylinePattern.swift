/// A line by which another program begins a post, as `foreign-byline` in `crux.yml` writes it.
///
/// ```
/// pattern := ( LITERAL | "{name}" | "{date}" | "{number}" | "{any}" )+
/// ```
///
/// A line is a byline where all of it fits: literals stand as they are, a place takes as little as
/// it can and at least one character, `{number}` digits alone. `{name}` is needed.
package struct BylinePattern: Sendable {
  enum Place: String, CaseIterable {
    case name, date, number, any
  }

  private enum Part {
    case literal([UInt8])
    case place(Place)
  }

  private var parts: [Part] = []

  /// Patterns tried where `crux.yml` has none.
  package static let usual = [
    "## Post #{number} by @{name} ({date})", "## @{name} ({date})", "**{name}** wrote:",
    "**{name}** ({date}):", "### {name} wrote on {date}:",
  ].compactMap { BylinePattern($0) }

  /// Nil without `{name}`, and where two places stand side by side.
  package init?(_ text: String) {
    var rest = text[...]
    while !rest.isEmpty {
      if let place = Place.allCases.first(where: { rest.hasPrefix("{\($0)}") }) {
        if case .place? = parts.last { return nil }
        parts.append(.place(place))
        rest = rest.dropFirst(place.rawValue.count + 2)
      } else if case .literal(let bytes)? = parts.last {
        parts[parts.count - 1] = .literal(bytes + rest.removeFirst().utf8)
      } else {
        parts.append(.literal(Array(rest.removeFirst().utf8)))
      }
    }
    let hasName = parts.contains { if case .place(.name) = $0 { true } else { false } }
    if !hasName { return nil }
  }

  /// What stands in the places of a line that fits; nil for any other line.
  func match(_ line: some Collection<UInt8>) -> [Place: String]? {
    let bytes = Array(line)
    var position = 0
    var found: [Place: String] = [:]
    var open: Place?
    var start = 0
    for part in parts {
      switch part {
      case .place(let place):
        open = place
        start = position
      case .literal(let literal):
        guard
          let at = Self.firstOffset(of: literal, in: bytes, from: position + (open == nil ? 0 : 1)),
          open != nil || at == position
        else { return nil }
        if let place = open { found[place] = String(decoding: bytes[start..<at], as: UTF8.self) }
        open = nil
        position = at + literal.count
      }
    }
    if let place = open, position < bytes.count {
      found[place] = String(decoding: bytes[start...], as: UTF8.self)
      position = bytes.count
    }
    guard position == bytes.count, found[.number]?.allSatisfy(\.isASCIIDigit) != false,
      found[.name]?.allSatisfy(\.isWhitespace) == false
    else { return nil }
    return found
  }

  private static func firstOffset(of literal: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard start + literal.count <= bytes.count else { return nil }
    return (start...(bytes.count - literal.count)).first { bytes[$0...].starts(with: literal) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
