import CruxModel

/// A piece of a page as UTF-8 markup.
///
/// Only literals of this program stand in it unescaped: whatever is put in by interpolation is
/// escaped for text and for attributes in double quotes, unless it is markup itself.
///
///     let cell: HTML = "<td title=\"\(title)\">\(words)</td>"
package struct HTML: Sendable, Hashable {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  /// Room for this many bytes before it has to grow.
  package init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Markup that somebody else answers for: the site's owner, in `theme/`.
  init(ofOwner bytes: [UInt8]) { self.bytes = bytes }

  package var isEmpty: Bool { bytes.isEmpty }

  package static func + (left: HTML, right: HTML) -> HTML {
    var both = left
    both += right
    return both
  }

  package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

  package mutating func append(_ text: some StringProtocol) {
    var copy = String(text)
    copy.withUTF8 { appendEscaped($0, to: &bytes) }
  }

  /// Appends a number in decimal.
  package mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  /// Appends UTF-8 text, escaped.
  package mutating func append(utf8 text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { appendEscaped($0, to: &bytes) }
  }

  /// Appends JSON as it is: it escapes what markup could mean by itself.
  mutating func append(json: JSONText) { bytes += json.bytes }

  fileprivate mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html: HTML

    package init(literalCapacity: Int, interpolationCount: Int) {
      html = HTML(capacity: literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }

    package mutating func appendInterpolation(_ text: some StringProtocol) { html.append(text) }

    package mutating func appendInterpolation(_ markup: HTML) { html += markup }

    package mutating func appendInterpolation(_ number: Int) { html.append(number) }

    package mutating func appendInterpolation<Kind>(_ id: Identifier<Kind>) {
      html.append(id.rawValue)
    }
  }

  package init(stringLiteral value: StaticString) {
    self.init()
    append(literal: value)
  }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }
}

extension Sequence<HTML> {
  /// The pieces with `separator` between them.
  package func joined(separator: HTML = "") -> HTML {
    var result = HTML()
    var isFirst = true
    for piece in self {
      if !isFirst { result += separator }
      result += piece
      isFirst = false
    }
    return result
  }
}
