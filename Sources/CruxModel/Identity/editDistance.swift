/// The number of single-byte insertions, deletions, replacements and swaps of neighbours that turn
/// one text into the other, or nil where it is more than `limit`.
///
/// Optimal string alignment over UTF-8 bytes (Damerau 1964); O(limit × length).
package func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
  guard abs(left.utf8.count - right.utf8.count) <= limit else { return nil }
  let (a, b) = differingPart(Array(left.utf8), Array(right.utf8))
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  var current = previous
  for i in 0..<a.count {
    current[0] = i + 1
    var best = current[0]
    for j in 0..<b.count {
      let replace = previous[j] + (a[i] == b[j] ? 0 : 1)
      current[j + 1] = min(replace, previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
      }
      best = min(best, current[j + 1])
    }
    if best > limit { return nil }
    (beforePrevious, previous, current) = (previous, current, beforePrevious)
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}

/// Both without what they begin and end with alike, which no shortest edit touches.
private func differingPart(_ a: [UInt8], _ b: [UInt8]) -> ([UInt8], [UInt8]) {
  let shorter = min(a.count, b.count)
  var start = 0
  while start < shorter, a[start] == b[start] { start += 1 }
  var end = 0
  while end < shorter - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
  return (Array(a[start..<a.count - end]), Array(b[start..<b.count - end]))
}

/// How many edits make a likely misspelling of the text: two, one for texts of up to three bytes,
/// none for a single one.
package func likelyEdits(_ text: String) -> Int {
  switch text.utf8.count {
  case ...1: 0
  case 2...3: 1
  default: 2
  }
}

/// The candidate nearest to the text within `limit` edits (else `likelyEdits`), never the text itself;
/// the first in order where several are equally near.
package func nearest(
  to text: String, among candidates: some Sequence<String>, limit: Int? = nil
) -> String? {
  let limit = limit ?? likelyEdits(text)
  var best: (distance: Int, text: String)?
  for candidate in candidates where candidate != text {
    let bound = best.map { $0.distance - 1 } ?? limit
    guard bound > 0, let distance = editDistance(text, candidate, limit: bound) else { continue }
    best = (distance, candidate)
  }
  return best?.text
}
