import CruxModel

/// What the thesis comes to if one claim behind it is true, and if it is false.
///
/// The difference to the thesis as it is with the claim false is the removal contribution of Kampik,
/// Potyka, Yin, Čyras and Toni (2024). Swings rank cruxes rather than gradients: with quadratic
/// energy a real crux can have a gradient of 0.
struct Swing: Sendable {
  var position: Int
  var ifTrue: SIMD2<Double>
  var ifFalse: SIMD2<Double>

  var leverage: Double { Strength(ifTrue).middle - Strength(ifFalse).middle }
}

extension ThesisScope {
  /// Up to this many claims behind a thesis every swing is computed.
  static let swingLimit = 3_000
  /// With more of them, so many of the largest gradients, beside every disputed claim.
  static let prefilterCount = 200

  /// The swings of these claims, in the order given.
  func swings(of positions: [Int], _ sweep: inout Sweep) -> [Swing] {
    positions.map { position in
      Swing(
        position: position,
        ifTrue: sweep.value(at: target, if: position, is: 1),
        ifFalse: sweep.value(at: target, if: position, is: 0))
    }
  }

  /// The claims whose swings are worth computing: all, or the most promising, in order of id.
  func swingCandidates(_ sweep: Sweep) -> [Int] {
    let affordable = sweep.affordableWhatIfs / 2
    guard candidates.count > min(ThesisScope.swingLimit, affordable) else { return candidates }
    let gradient = gradient(Sweep(graph, .dfQuad, for: .oneEvaluation))
    let steepest = candidates.sorted { abs(gradient[$0]) > abs(gradient[$1]) }
    var chosen = Set(steepest.prefix(min(ThesisScope.prefilterCount, affordable)))
    let opinions = opinions
    chosen.formUnion(
      candidates.filter {
        guard let opinion = opinions[claim(at: $0)] else { return false }
        return !opinion.held.isEmpty && !opinion.denied.isEmpty
      }.prefix(max(0, affordable - chosen.count)))
    return candidates.filter { chosen.contains($0) }
  }

  /// Who holds and denies each claim behind the thesis; only claims somebody has a view of.
  var opinions: [Int: Opinions] {
    var opinions: [Int: Opinions] = [:]
    for position in candidates {
      let claim = claim(at: position)
      for (person, view) in index.views.views(of: claim) {
        let id = index.map.views[person].person
        switch ThesisScope.side(of: view.credence) {
        case 1: opinions[claim, default: Opinions()].held.append(id)
        case -1: opinions[claim, default: Opinions()].denied.append(id)
        default: opinions[claim, default: Opinions()].undecided.append(id)
        }
      }
    }
    return opinions
  }

  /// 1 for a credence more than .05 above one half, -1 for one as far below, else 0.
  static func side(of credence: Double) -> Int {
    if credence > 0.55 + Semantics.tolerance { return 1 }
    return credence < 0.45 - Semantics.tolerance ? -1 : 0
  }

  /// How open a claim is (specification, line 17): with two views or more, twice the smaller of the
  /// shares that hold and that deny it; otherwise how near its strength is to one half.
  func openness(of position: Int, _ opinions: Opinions?, _ sweep: Sweep) -> Double {
    let opinions = opinions ?? Opinions()
    let people = opinions.held.count + opinions.denied.count + opinions.undecided.count
    guard people >= 2 else { return 1 - abs(2 * sweep.strength(at: position).middle - 1) }
    return 2 * Double(min(opinions.held.count, opinions.denied.count)) / Double(people)
  }
}
