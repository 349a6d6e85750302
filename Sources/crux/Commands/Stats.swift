import ArgumentParser
import CruxStore

/// `crux stats`: how much there is.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say how much the corpus holds.")

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var listing: ListingOptions

  func run() throws {
    let counts = try openIndex(reading).counts()
    let records = counts.map {
      Record([("id", .text($0.name)), ("count", .number($0.count))])
    }
    let width = counts.map { String($0.count).utf8.count }.max() ?? 1
    try listing.print(Listing("stats", records, fieldNames: ["id", "count"])) { page in
      for (name, count) in counts {
        let digits = String(count)
        let margin = String(repeating: " ", count: width - digits.utf8.count)
        page.line([.init(margin + digits, .bold), .init(" " + word(name, count))])
      }
    }
  }

  /// - Parameter plural: what is counted, as the store names it.
  private func word(_ plural: String, _ count: Int) -> String {
    guard count == 1 else { return plural }
    switch plural {
    case "people": return "person"
    case "cruxes": return "crux"
    default: return String(plural.dropLast())
    }
  }
}
