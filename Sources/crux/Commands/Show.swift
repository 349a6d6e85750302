import ArgumentParser
import CruxModel
import CruxStore
import Reasoning

/// `crux show`: one thing with all that is recorded of it.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one statement, crux, thread, post or person.",
    discussion: "A post is THREAD#ANCHOR; a person is a name, with '@' where an id has it too.")

  @Argument(help: "What to show.", completion: .custom(completeThings))
  var id: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func run() throws {
    let store = try openIndex(reading)
    let thing = try ShownThing(named: id, in: store)
    let standing = try standing(of: thing, in: store)
    try listing.print(Listing(thing, standing: standing)) { page in
      ShowPage(thing: thing, standing: standing).write(to: &page)
    }
  }

  private func standing(of thing: ShownThing, in store: Store) throws -> String? {
    guard case .statement(let details) = thing else { return nil }
    let id = details.statement.id
    let standing = try statementsByStanding(in: store).first { $0.value.contains(id) }?.key
    if standing == .answered, details.hasNoObjection { return "no objection is recorded" }
    return standing?.words
  }
}

extension StatementDetails {
  /// Of a crux and its answers, whose reasons are objections to one another, it is not said.
  fileprivate var hasNoObjection: Bool {
    statement.kind != .crux && statement.id.pole == nil
      && !sources.contains { $0.kind == .rebuts || $0.kind == .needs }
  }
}
