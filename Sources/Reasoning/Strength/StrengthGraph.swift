import CruxModel

/// A map, or what lies behind one thesis of it, laid out for sweeps: nodes in an order in which every
/// node comes after all it depends on, loops kept together.
///
/// A position is a node's place in that order.
struct StrengthGraph: Sendable {
  /// One point for or against a claim, or the value of an undercut.
  struct Arm: Sendable {
    var weight: Double
    /// A simple arm: position of its only premise doubled, plus one where negated. A joint arm: its
    /// number in `joints`.
    var code: Int32
    var isAttack: Bool
    var isJoint: Bool
  }

  /// Several premises, or undercuts, or both.
  struct Joint: Sendable {
    /// In `items`: premises coded as in a simple arm.
    var premises: Range<Int32>
    /// In `items`: positions of undercuts.
    var undercuts: Range<Int32>
    /// Whether it holds when some premise does not.
    var isContrary: Bool
  }

  /// The claim at each position; -1 for an undercut.
  var claims: [Int32] = []
  var bases: [Double] = []
  /// Where each position's arms begin; one more than there are positions.
  var armStarts: [Int32] = [0]
  var arms: [Arm] = []
  var joints: [Joint] = []
  var items: [Int32] = []
  /// Stretches of positions that depend on each other, in order.
  var loops: [Range<Int>] = []
  /// Whether only the nearest claims behind a thesis were taken.
  var isLimited = false
  /// Links of circular support, which count for nothing; in order.
  var circularLinks: [Int] = []

  var count: Int { claims.count }

  /// The loop each position is in, -1 for none; empty where there is no loop.
  var loopNumbers: [Int32] {
    guard !loops.isEmpty else { return [] }
    var numbers = [Int32](repeating: -1, count: count)
    for (number, loop) in loops.enumerated() {
      for position in loop { numbers[position] = Int32(number) }
    }
    return numbers
  }

  /// The positions that depend on each position.
  var consumers: CompressedRows {
    var rows: [Int32] = []
    var values: [Int32] = []
    rows.reserveCapacity(arms.count)
    values.reserveCapacity(arms.count)
    for position in 0..<count {
      for arm in arms[Int(armStarts[position])..<Int(armStarts[position + 1])] {
        forEachDependency(of: arm) { dependency in
          rows.append(dependency)
          values.append(Int32(truncatingIfNeeded: position))
        }
      }
    }
    return CompressedRows(rowCount: count, rows: rows, values: values)
  }

  func forEachDependency(of arm: Arm, _ body: (Int32) -> Void) {
    guard arm.isJoint else { return body(arm.code >> 1) }
    let joint = joints[Int(arm.code)]
    for item in joint.premises { body(items[Int(item)] >> 1) }
    for item in joint.undercuts { body(items[Int(item)]) }
  }

  func arms(at position: Int) -> ArraySlice<Arm> {
    arms[Int(armStarts[position])..<Int(armStarts[position + 1])]
  }
}

/// What becomes of support that goes in a circle.
package enum CircularSupport: Sendable {
  /// Found, reported and left out: it would make certainty from nothing.
  case leftOut
  /// Counted like any other support, as the published semantics do.
  case counted
}
