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

  /// Whether the objections to a statement are answered, to whichever wording of it; nil of all else, of
  /// what is the contrary of a claim, and of a crux with rival answers.
  private func standing(of thing: ShownThing, in store: Store) throws -> String? {
    guard case .statement(let details) = thing else { return nil }
    let recorded = recordedMap(of: try store.debateRecord())
    guard let claim = recorded.claim(of: details.statement.id), !claim.isNegated else { return nil }
    let reasoner = try Reasoner(recorded.map)
    let standing = reasoner.standing().standing(ofClaim: claim.index, in: reasoner.index)
    let links = reasoner.index.links(into: claim.index).map { reasoner.map.linkName(Int($0)).kind }
    return standing.words(links: links)
  }
}
