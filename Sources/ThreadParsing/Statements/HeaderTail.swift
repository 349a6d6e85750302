import CruxModel

/// What stands between a bold word and its colon, as bytes: text as rendered, each code span
/// between `codeStart` and `codeEnd`, a break as a space.
struct HeaderTail: Equatable {
  enum Ending: Equatable {
    /// A colon inside the bold words.
    case insideBold
    /// A colon after them; there may be no text behind it.
    case colon
    /// The end of the paragraph, or the next header.
    case none
    /// Something else than text and code: prose.
    case prose
    /// A colon behind a backslash: prose, as its author wished.
    case escaped
  }

  static let codeStart: UInt8 = 0x01
  static let codeEnd: UInt8 = 0x02

  var bytes: [UInt8] = []
  var ending: Ending = .none
}
