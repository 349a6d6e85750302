extension Strength {
  /// How strong the recorded points are together, in words; never a probability.
  package var word: String { Strength.word(middle) }
  /// The words for both ends of an open interval.
  package var wordOfLow: String { Strength.word(low) }
  package var wordOfHigh: String { Strength.word(high) }

  /// Five cells, `[###..]`: the strength rounded to fifths.
  package var bar: String {
    let cells = Int((5 * middle + 0.5 + 1e-9).rounded(.down))
    return "[" + String(repeating: "#", count: cells) + String(repeating: ".", count: 5 - cells)
      + "]"
  }

  private static func word(_ value: Double) -> String {
    switch value + 1e-9 {
    case 0.85...: "very strong"
    case 0.65...: "strong"
    case 0.55...: "leaning for"
    case 0.45...: "in balance"
    case 0.35...: "leaning against"
    case 0.15...: "weak"
    default: "very weak"
    }
  }
}

extension Verdict {
  /// With a subject: `it stands`.
  package var words: String {
    switch self {
    case .stands: "stands"
    case .falls: "falls"
    case .open: "is left open"
    }
  }
}

extension Semantics {
  /// How the points are weighed: `stands by adding up`.
  package var words: String {
    switch self {
    case .dfQuad: "by adding up"
    case .quadraticEnergy: "by energy"
    case .strongestPoint: "by strongest point only"
    }
  }
}

extension Position.Refusal {
  package var words: String {
    switch self {
    case .noViewBehind: "no recorded view on anything behind the thesis"
    case .reasonsLeadElsewhere: "the recorded reasons do not lead to the declared view"
    case .reasonsLeaveOpen: "the recorded reasons leave the thesis open, and no view is declared"
    }
  }
}
