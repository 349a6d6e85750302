import CruxModel
import CruxSite
import CruxStore

extension ShownThing {
  /// Its page, relative to the site.
  var pagePath: String {
    switch self {
    case .statement(let details): page(of: details).path
    case .thread(let thread, _): PageAddress.thread(thread.id).path
    case .post(let post): PageAddress.thread(post.thread).path
    case .person(let person, _, _): PageAddress.person(person.id).path
    }
  }

  private func page(of details: StatementDetails) -> PageAddress {
    let statement = details.statement
    if statement.id.isTemporary { return .thread(statement.thread) }
    if let crux = statement.id.pole?.crux { return .crux(crux) }
    return statement.kind == .crux ? .crux(statement.id) : .claim(statement.id)
  }
}

extension Standing {
  /// Said of a statement, without a full stop.
  ///
  /// - Parameter links: the kinds of those that bear on it directly, in whichever wording.
  func words(links: [LinkKind]) -> String {
    switch self {
    case .answered: Standing.answeredWords(links: links)
    case .unanswered: "an objection is unanswered"
    case .noGround: "nobody asserts it, and no reason for it is left"
    case .loop: "it is caught in a loop of objections"
    }
  }
}
