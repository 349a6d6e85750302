import CruxModel

/// A former id (`was`) that is in use, or that two things claim.
///
/// A former id keeps leading to what once bore it, so nothing else may take it.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early` was `soon`: It can end early.
///
/// **Claim** `soon`: It ends soon.
/// ```
///
/// Choose another id for the newer one.
package enum ReusedFormerID: CorpusRule {
  package static let name = "reused-former-id"
  package static let severity = Severity.error

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.reusedFormerIDs.map { reused in
      finding(on: reused, in: corpus, first: "where it is used") { id, place in
        "the former id \(id) is used in \(place) too; "
          + "choose another id there, or take the 'was' out"
      }
    }
  }
}
