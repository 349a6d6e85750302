import ArgumentParser
import CruxModel

/// `crux check`: what the author of a thread should hear of.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report what is wrong or doubtful in the threads.")

  @OptionGroup var corpusOptions: CorpusOptions

  func run() throws {
    let listing = listThreads(in: try corpusOptions.corpus().root)
    for failure in listing.failures { standardError.write("crux: \(failure.words)\n") }
    standardOutput.write("\(listing.threads.count) threads\n")
  }
}
