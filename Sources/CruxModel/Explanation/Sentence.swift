/// A sentence about statements and people that whoever shows it can turn into words or links.
///
/// Written as a string literal with ids in it: `"\(claim) is left open"`.
package struct Sentence: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case words(String)
    /// The statement's own words, in quotation marks.
    case statement(StatementID)
    case negation(StatementID)
    case person(PersonID)
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece] = []) { self.pieces = pieces }

  /// The sentence as plain text.
  package func text(
    statement: (StatementID) -> String, person: (PersonID) -> String = { $0.rawValue }
  ) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .statement(let id): "\"\(statement(id))\""
      case .negation(let id): "the contrary of \"\(statement(id))\""
      case .person(let id): person(id)
      }
    }.joined()
  }

  package static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(left.pieces + right.pieces)
  }
}

extension Sentence: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ statement: StatementID) {
      pieces.append(.statement(statement))
    }

    package mutating func appendInterpolation(_ person: PersonID) {
      pieces.append(.person(person))
    }

    package mutating func appendInterpolation(_ proposition: Proposition) {
      pieces.append(
        proposition.isNegated
          ? .negation(proposition.statement) : .statement(proposition.statement))
    }

    package mutating func appendInterpolation(_ sentence: Sentence) { pieces += sentence.pieces }
    package mutating func appendInterpolation(_ words: String) { pieces.append(.words(words)) }
    package mutating func appendInterpolation(_ number: Int) { pieces.append(.words("\(number)")) }
  }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
  package init(stringLiteral value: String) { pieces = value.isEmpty ? [] : [.words(value)] }
}

extension Sequence where Element == Sentence {
  /// `a, b and c`.
  package func joined(lastBy conjunction: String = " and ") -> Sentence {
    let parts = Array(self)
    var result = Sentence()
    for (index, part) in parts.enumerated() {
      if index > 0 { result.pieces.append(.words(index == parts.count - 1 ? conjunction : ", ")) }
      result.pieces += part.pieces
    }
    return result
  }
}
