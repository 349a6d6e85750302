/// What a terminal shows of two texts that differ: both from a little before the first difference to
/// a little behind the last one, with `…` for what is left out. Texts that are short stay whole.
struct ConflictWords {
  let here: String
  let there: String

  private static let shortest = 300
  private static let context = 60

  init(_ here: String, _ there: String) {
    let (one, other) = (Array(here.unicodeScalars), Array(there.unicodeScalars))
    guard max(one.count, other.count) > Self.shortest else {
      (self.here, self.there) = (here, there)
      return
    }
    let least = min(one.count, other.count)
    let start = (0..<least).first { one[$0] != other[$0] } ?? least
    let end = (0..<least - start).first { offset in
      one[one.count - 1 - offset] != other[other.count - 1 - offset]
    }
    let same = end ?? least - start
    self.here = Self.part(of: one, from: start, same: same)
    self.there = Self.part(of: other, from: start, same: same)
  }

  private static func part(of text: [Unicode.Scalar], from start: Int, same: Int) -> String {
    let first = max(0, start - context)
    let last = min(text.count, text.count - same + context)
    var words = String.UnicodeScalarView()
    words.append(contentsOf: text[first..<max(first, last)])
    return (first > 0 ? "…" : "") + String(words) + (last < text.count ? "…" : "")
  }
}

extension ThreadUpdate.Conflict.Reason {
  /// What happened to the post, and what to do.
  var words: String {
    switch self {
    case .unknown: "differs; it is left as it is, so make one of the two by hand"
    case .changedHere: "was changed here; it is left as it is, so make one of the two by hand"
    case .changedInBoth:
      "was changed here and there; it is left as it is, so make one of the two by hand"
    case .lostWords:
      "was edited there where it is annotated here; it is left as it is, so take the edit over by hand"
    case .deletedThere: "was emptied there; it is left as it is"
    }
  }
}
