import CruxModel

/// An id that two headers with text define, or a thread and a statement.
///
/// An id is an address: it leads to one place. The first in order of files keeps it, and what refers to
/// it means that one.
///
/// ```markdown
/// ## @Ada · 2025-11-04
///
/// **Claim** `early`: It can end early.
///
/// **Claim** `early`: It can end before superintelligence.
/// ```
///
/// Give one of them another id. To use a statement again, leave out its text: a header without text
/// refers.
package enum DuplicateID: CorpusRule {
  package static let name = "duplicate-id"
  package static let severity = Severity.error

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.duplicates.map { duplicate in
      finding(on: duplicate, in: corpus, first: "the first definition") { id, place in
        "the id \(id) is defined already in \(place); "
          + "choose another, or leave out the text to refer to it"
      }
    }
  }
}
