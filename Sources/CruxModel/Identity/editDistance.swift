/// The number of single-byte insertions, deletions, replacements and swaps of neighbours that turn
/// one text into the other, or nil where it is more than `limit`.
///
/// Optimal string alignment over UTF-8 bytes (Damerau 1964); O(limit × length).
package func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
  let a = Array(left.utf8)
  let b = Array(right.utf8)
  guard abs(a.count - b.count) <= limit else { return nil }
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

/// The candidate nearest to the text within `limit` edits, never the text itself; the first in
/// order where several are equally near.
package func nearest(to text: String, among candidates: some Sequence<String>, limit: Int = 2)
  -> String?
{
  var best: (distance: Int, text: String)?
  for candidate in candidates where candidate != text {
    let bound = best.map { $0.distance - 1 } ?? limit
    guard bound > 0, let distance = editDistance(text, candidate, limit: bound) else { continue }
    best = (distance, candidate)
  }
  return best?.text
}
