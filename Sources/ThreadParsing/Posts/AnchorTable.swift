import CruxModel

/// Which post has an anchor: a hash table of nothing but the posts' indices, as the names stand in
/// the posts.
///
/// Two kinds of names are in a dictionary instead: those beyond ASCII, which may be equal to one of
/// other bytes, and those that meet too many others in the table, as in a file made to be slow.
struct AnchorTable {
  /// A post's index and 1, 0 where nobody is; a power of two of them, at most half of them taken.
  private var slots: [UInt32] = []
  private var count = 0
  private var others: [String: Int] = [:]

  private static let mostProbes = 32

  var isEmpty: Bool { count == 0 && others.isEmpty }

  /// Gives the name to the post, where nobody has it. Other posts that were given names must have
  /// them already.
  mutating func take(_ name: String, for post: Int, among posts: [Post]) -> Bool {
    if !others.isEmpty, others[name] != nil { return false }
    if 2 * count >= slots.count { grow(among: posts) }
    guard let slot = slot(of: name, among: posts) else {
      others[name] = post
      return true
    }
    if slots[slot] != 0 { return false }
    slots[slot] = UInt32(post + 1)
    count += 1
    return true
  }

  func post(named name: String, among posts: [Post]) -> Int? {
    if !others.isEmpty, let post = others[name] { return post }
    guard !slots.isEmpty, let slot = slot(of: name, among: posts) else { return nil }
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// The slot that holds the name, or where it belongs; nil where it belongs into the dictionary.
  private func slot(of name: String, among posts: [Post]) -> Int? {
    var name = name
    guard let hash = name.withUTF8({ Self.hash($0) }) else { return nil }
    for probe in 0..<Self.mostProbes {
      let slot = (hash + probe) & (slots.count - 1)
      if slots[slot] == 0 || posts[Int(slots[slot]) - 1].anchor.rawValue == name { return slot }
    }
    return nil
  }

  private mutating func grow(among posts: [Post]) {
    let old = slots
    slots = Array(repeating: 0, count: max(64, 2 * old.count))
    for taken in old where taken != 0 {
      let post = Int(taken) - 1
      let name = posts[post].anchor.rawValue
      if let slot = slot(of: name, among: posts) {
        slots[slot] = taken
      } else {
        others[name] = post
      }
    }
  }

  /// FNV-1a (Fowler, Noll, Vo) and the last step of SplitMix64 (Steele, Lea, Flood 2014), since
  /// neighbours differ in their last digit; nil beyond ASCII.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var bits: UInt8 = 0
    for byte in name {
      bits |= byte
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits < 0x80 ? Int(hash >> 32) : nil
  }
}
