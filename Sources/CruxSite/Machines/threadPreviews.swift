import CruxModel

/// The statements of a thread as links to them are previewed: a script that hands them to the page
/// which added it, so that it works from a folder too. Depends on the thread and on the links to its
/// statements, and is shared by every page that links there.
///
///     cruxPreviews({"in":"bridges","of":"Is the bridge safe?","statements":[{"id":"old",…}]})
package func threadPreviews(_ thread: ThreadEntry, outline: CorpusOutline) -> [UInt8] {
  var json = JSONText()
  json.object { json in
    json.member("in", fileName(for: thread.id.rawValue))
    json.member("of", thread.title)
    let statements = thread.statements.compactMap { outline.statements[$0] }
    json.array("statements", statements.filter { $0.thread == thread.id }) { json, entry in
      json.member("id", entry.address.fragment)
      json.member("kind", entry.form == .pole ? "Answer" : entry.kind.word)
      json.member("words", shortened(entry.words, to: 600))
      json.member("by", entry.holder.map { outline.name(of: $0) })
      json.member("more", outline.bearing(on: entry))
    }
  }
  return Array("cruxPreviews(".utf8) + json.bytes + Array(");\n".utf8)
}

extension CorpusOutline {
  /// How much is recorded for and against a statement: `2 reasons, 1 objection`; the names of a
  /// crux's answers; nil where there is nothing.
  fileprivate func bearing(on entry: StatementEntry) -> String? {
    if entry.kind == .crux {
      let names = entry.poles.compactMap { statements[$0]?.poleName }
      return names.isEmpty ? nil : names.joined(separator: " | ")
    }
    var counts: [MapRelation: Int] = [:]
    for link in links(to: entry.id) {
      if let relation = MapRelation(link.kind) { counts[relation, default: 0] += 1 }
    }
    let parts = MapRelation.allCases.compactMap { relation in
      counts[relation].map { relation.counted($0) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
