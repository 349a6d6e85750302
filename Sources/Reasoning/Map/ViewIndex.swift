import CruxModel

/// People's views found by claim.
struct ViewIndex: Sendable {
  private let rows: CompressedRows
  private let people: [Int32]
  private let views: [PersonViews.View]

  init(_ map: ArgumentMap) {
    var claims: [Int32] = []
    var people: [Int32] = []
    var views: [PersonViews.View] = []
    for (number, person) in map.views.enumerated() {
      for view in person.views {
        claims.append(Int32(truncatingIfNeeded: view.claim))
        people.append(Int32(truncatingIfNeeded: number))
        views.append(view)
      }
    }
    rows = CompressedRows(
      rowCount: map.claimCount, rows: claims, values: views.indices.map { Int32($0) })
    self.people = people
    self.views = views
  }

  /// The views of a claim with the number of each person in the map's list, in that order.
  func views(of claim: Int) -> [(person: Int, view: PersonViews.View)] {
    rows[claim].map { (Int(people[Int($0)]), views[Int($0)]) }
  }
}
