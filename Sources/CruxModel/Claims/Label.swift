/// The bold word that opens a statement header.
package enum Label: String, Hashable, Sendable, CaseIterable {
  case claim = "Claim"
  case because = "Because"
  case and = "And"
  case onlyIf = "Only if"
  case granted = "Granted"
  case rebuttal = "Rebuttal"
  case undercut = "Undercut"
  case crux = "Crux"
  case agree = "Agree"
  case disagree = "Disagree"
  case unsure = "Unsure"

  /// Other words for the same label.
  package static let aliases: [String: Label] = [
    "Evidence": .because, "Needs": .onlyIf, "But": .rebuttal, "Question": .crux,
  ]

  /// Reads a label or an alias, exactly as spelt (case matters).
  package init?(written text: String) {
    guard let label = Label(rawValue: text) ?? Label.aliases[text] else { return nil }
    self = label
  }

  package var isStance: Bool { self == .agree || self == .disagree || self == .unsure }

  /// The kind of statement the label defines; nil for a stance, which defines none.
  package var kind: StatementKind? {
    switch self {
    case .claim, .because, .and, .onlyIf, .granted: .claim
    case .rebuttal, .undercut: .rebuttal
    case .crux: .crux
    case .agree, .disagree, .unsure: nil
    }
  }

  /// The link scheme that marks words inline, `only-if` for `Only if`; stances have none.
  package var scheme: String? {
    isStance || self == .and ? nil : KebabCase.make(from: rawValue)
  }
}

extension Label: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { rawValue }
  package var debugDescription: String { rawValue }
}
