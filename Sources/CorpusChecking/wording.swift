import CruxModel

/// Input as messages show it: in quotes, cut after 80 characters.
func quoted(_ text: String) -> String {
  guard text.utf8.count > 80 else { return "'\(text)'" }
  let cut = text.prefix(80)
  return cut.endIndex == text.endIndex ? "'\(text)'" : "'\(cut)…'"
}

func quoted(_ id: StatementID) -> String { quoted(id.rawValue) }

/// `'a', 'b' and 'c'`; more than ten are counted instead.
func quotedList(_ texts: [String]) -> String {
  let shown = texts.prefix(10).map(quoted)
  let rest = texts.count - shown.count
  if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
  guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}

/// What to do about an id that nothing defines: the nearest one, else the advice given.
func suggestion(_ nearest: String?, otherwise advice: String) -> String {
  nearest.map { "did you mean \(quoted($0))?" } ?? advice
}

/// The text as an id; nil where nothing of it can be in one.
func kebabCase(_ text: String) -> String? {
  let id = KebabCase.make(from: text)
  return id.isEmpty ? nil : id
}
