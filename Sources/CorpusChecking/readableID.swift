import CruxModel

/// An id from the words of a statement: the first four that say something, up to 40 bytes, with a
/// number where that is taken.
///
/// - Parameter taken: Ids that are in use; the one returned is added.
func readableID(
  for statement: Statement, in body: ThreadBody, taken: inout Set<String>
) -> String {
  readableID(
    from: String(decoding: body.wordBytes(of: statement), as: UTF8.self), kind: statement.kind,
    taken: &taken)
}

/// The same from any words.
package func readableID(from text: String, kind: StatementKind, taken: inout Set<String>) -> String
{
  let words = text.prefix(2000).split { $0.isWhitespace }
    .flatMap { KebabCase.make(from: $0).split(separator: "-") }
  let telling = words.filter { !fillers.contains(String($0)) }
  let stem = joined(telling.isEmpty ? words[...] : telling[...])
  let id = free(stem.isEmpty ? kind.rawValue : stem, taken)
  taken.insert(id)
  return id
}

private func joined(_ words: ArraySlice<Substring>) -> String {
  var result = ""
  for word in words.prefix(4) {
    let next = result.isEmpty ? String(word.prefix(40)) : "\(result)-\(word)"
    if !result.isEmpty, next.utf8.count > 40 { break }
    result = next
  }
  return result
}

/// The stem, else with a number behind it: the first that is free where they were given in order. Thousands
/// may have one stem, so not all are tried.
private func free(_ stem: String, _ taken: Set<String>) -> String {
  func isTaken(_ number: Int) -> Bool { taken.contains("\(stem)-\(number)") }
  guard taken.contains(stem) else { return stem }
  var (last, free) = (1, 2)
  while isTaken(free) { (last, free) = (free, free * 2) }
  while free - last > 1 {
    let middle = (last + free) / 2
    if isTaken(middle) { last = middle } else { free = middle }
  }
  return "\(stem)-\(free)"
}

/// English words that say little by themselves; those that deny or hedge stay.
private let fillers: Set<String> = [
  "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "them", "their", "there",
  "he", "she", "his", "her", "we", "our", "you", "your", "i", "my", "is", "are", "was", "were",
  "be", "been", "being", "am", "do", "does", "did", "has", "have", "had", "of", "to", "in", "on",
  "at", "by", "for", "from", "with", "as", "and", "or", "so", "than", "then", "which", "who",
  "what", "such", "also", "very", "quite", "just", "s", "re", "ve", "ll",
]
