import CruxModel

/// Finds the ids that misspelt ones were probably meant to be.
///
/// Ids are kept by length, with the set of letters of each as a mask: within two edits no more than
/// four letters differ, so nearly all ids are passed over with a few instructions. What looking may
/// cost together is bounded, so that a corpus full of unknown ids is not slow to check: once it is
/// spent, nothing is found.
struct NearestIDs {
  private var byLength: [Int: [Entry]] = [:]
  /// What is left, in ids passed over.
  private var budget: Int

  /// What comparing two ids letter by letter costs, in ids passed over.
  private static let comparison = 100

  private struct Entry {
    let mask: UInt64
    let id: String
  }

  init(_ ids: some Sequence<String>, budget: Int = 30_000_000) {
    self.budget = budget
    for id in ids where !id.utf8.contains(UInt8(ascii: "~")) {
      byLength[id.utf8.count, default: []].append(Entry(mask: mask(id), id: id))
    }
  }

  /// Within `likelyEdits`; the first in order of equally near ones.
  mutating func nearest(to text: String) -> String? {
    let limit = likelyEdits(text)
    let length = text.utf8.count
    guard limit > 0 else { return nil }
    let own = mask(text)
    var best: (distance: Int, id: String)?
    for count in max(2, length - limit)...(length + limit) {
      let entries = byLength[count] ?? []
      budget -= entries.count
      for entry in entries where (entry.mask ^ own).nonzeroBitCount <= 2 * limit {
        guard budget > 0 else { return nil }
        budget -= Self.comparison
        guard entry.id != text,
          let distance = editDistance(text, entry.id, limit: best?.distance ?? limit),
          (distance, entry.id) < (best?.distance ?? limit + 1, best?.id ?? "")
        else { continue }
        best = (distance, entry.id)
      }
    }
    return best?.id
  }
}

/// One bit for each byte that occurs, by its last six bits.
private func mask(_ text: String) -> UInt64 {
  text.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) }
}
