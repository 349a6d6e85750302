import CruxModel

/// Finds the id that a misspelt one was probably meant to be.
///
/// Ids are sorted by length, with the set of letters of each as a mask: within two edits no more
/// than four letters differ, so nearly all ids are passed over with a few instructions.
struct NearestIDs {
  private var byLength: [Int: [Entry]] = [:]

  private struct Entry {
    let mask: UInt64
    let id: String
  }

  init(_ ids: some Sequence<String>) {
    for id in ids where !id.utf8.contains(UInt8(ascii: "~")) {
      byLength[id.utf8.count, default: []].append(Entry(mask: mask(id), id: id))
    }
  }

  /// Within two edits, one for texts of up to three bytes, none for a single one; the first in order
  /// of equally near ones.
  func nearest(to text: String) -> String? {
    let length = text.utf8.count
    guard length > 1 else { return nil }
    let limit = length <= 3 ? 1 : 2
    let own = mask(text)
    var close: [String] = []
    for count in max(1, length - limit)...(length + limit) {
      for entry in byLength[count] ?? []
      where (entry.mask ^ own).nonzeroBitCount <= 2 * limit {
        close.append(entry.id)
      }
    }
    return CruxModel.nearest(to: text, among: close.sorted(), limit: limit)
  }
}

/// One bit for each byte that occurs, by its last six bits.
private func mask(_ text: String) -> UInt64 {
  text.utf8.reduce(0) { $0 | 1 << UInt64($1 & 63) }
}
