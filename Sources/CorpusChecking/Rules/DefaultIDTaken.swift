import CruxModel

/// A thread whose id, made from its file name, is taken.
///
/// It gets a suffix instead (`name-2`), which may become another when files are added: links to it may
/// break.
///
/// ```text
/// early.md             holds **Claim** `early`: …
/// ```
///
/// Give the thread an `id` in its front matter, or rename the file.
package enum DefaultIDTaken: CorpusRule {
  package static let name = "default-id-taken"
  package static let severity = Severity.warning

  package static func check(_ corpus: CorpusRecord) -> [Finding] {
    corpus.renamings.map { renaming in
      let thread = corpus.threads[renaming.thread]
      let holder = corpus.spot(of: renaming.holder)
      return finding(
        "the id \(quoted(renaming.wanted.rawValue)) is taken by \(holder.path):\(holder.place.line), "
          + "so this thread is \(quoted(thread.id.rawValue)); write an 'id' in its front matter",
        in: thread, at: .start, related: [holder.related("what bears the id")])
    }
  }
}
