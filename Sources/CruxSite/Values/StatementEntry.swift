import CruxModel

/// A statement as other pages than its thread's show it.
///
/// Asked for many times by every page, so it is shared and never copied.
package final class StatementEntry: Sendable {
  package let id: StatementID
  package let kind: StatementKind
  package let form: Statement.Form
  /// Its words on one line; a pole's name where it says nothing more.
  package let words: String
  package let holder: PersonID?
  package let thread: ThreadID
  /// Index and anchor of its post.
  package let post: Int
  package let anchor: Anchor
  package let poles: [StatementID]
  package let hasRivalPoles: Bool
  package let poleName: String?

  /// The attributes of every link to its own page, from a page one folder below the root; nil where it
  /// has none.
  private let link: HTML?

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
    link = Self.ownPage(of: statement.id, statement.kind, statement.form).map { page in
      let place = Self.previewPlace(of: statement.id, in: thread.id)
      return "href=\"../\(page.path)\" data-in=\"\(place)\""
    }
  }

  /// The attributes of a link to where a reader learns most of it, which knows where its preview is.
  func link(from page: PageAddress) -> HTML {
    if let link, !page.wayToRoot.isEmpty { return link }
    return "href=\"\(home.reference(from: page))\" data-in=\"\(previewPlace)\""
  }

  /// Where a link to it finds its preview: the file of its thread and the element there.
  var previewPlace: String { Self.previewPlace(of: id, in: thread) }

  private static func previewPlace(of id: StatementID, in thread: ThreadID) -> String {
    "\(fileName(for: thread.rawValue))#\(elementID(for: id, in: thread))"
  }

  /// Where its words stand.
  package var address: PageAddress { .statement(id, in: thread) }

  /// Its own page; nil for poles, which are shown with their crux, and where the id may change.
  package var ownPage: PageAddress? { Self.ownPage(of: id, kind, form) }

  private static func ownPage(
    of id: StatementID, _ kind: StatementKind, _ form: Statement.Form
  ) -> PageAddress? {
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
