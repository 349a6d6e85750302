import CruxModel

/// A statement as other pages than its thread's show it.
package struct StatementEntry: Hashable, Sendable {
  package var id: StatementID
  package var kind: StatementKind
  package var form: Statement.Form
  /// Its words on one line; a pole's name where it says nothing more.
  package var words: String
  package var holder: PersonID?
  package var thread: ThreadID
  /// Index and anchor of its post.
  package var post: Int
  package var anchor: Anchor
  package var poles: [StatementID]
  package var hasRivalPoles: Bool
  package var poleName: String?

  /// - Parameter words: what the statement says, on one line; empty where it says nothing.
  package init(_ statement: Statement, words: String, in thread: DiscussionThread) {
    id = statement.id
    kind = statement.kind
    form = statement.form
    self.words = words.isEmpty ? statement.poleName ?? statement.id.rawValue : words
    holder = statement.holder
    self.thread = thread.id
    post = statement.post
    anchor = thread.posts[statement.post].anchor
    poles = statement.poles
    hasRivalPoles = statement.hasRivalPoles
    poleName = statement.poleName
  }

  /// Where its words stand.
  package var address: PageAddress { .statement(id, in: thread) }

  /// Its own page; nil for poles, which are shown with their crux, and where the id may change.
  package var ownPage: PageAddress? {
    if id.isTemporary || form == .pole { return nil }
    return kind == .crux ? .crux(id) : .claim(id)
  }

  /// Where a reader learns most of it: its own page, its crux's, or its place in the thread.
  package var home: PageAddress {
    if let ownPage { return ownPage }
    guard let pole = id.pole, !pole.crux.isTemporary else { return address }
    return PageAddress.crux(pole.crux).at(poleFragment(pole.key))
  }

  /// What a reader is shown in place of an id: short, and never the number of a temporary one.
  package var shortName: String {
    if let poleName, let crux = id.pole?.crux {
      return crux.isTemporary ? poleName : "\(crux): \(poleName)"
    }
    return id.isTemporary ? "“\(shortened(words, to: 50))”" : id.rawValue
  }
}
