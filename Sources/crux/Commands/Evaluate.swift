import ArgumentParser
import CruxModel
import Interchange
import Reasoning

/// `crux evaluate`: the reasoning engine on a bare map.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compute standing, strengths and cruxes of a map given as JSON.",
    discussion: """
      Prints a JSON object for the map, or an array with one object a map where the file holds \
      several. Needs no corpus. docs/reasoning.md describes what goes in and what comes out.
      """)

  @Argument(
    help: ArgumentHelp("The map file; '-' for standard input.", valueName: "map.json"),
    completion: .file(extensions: ["json"]))
  var path: String

  func run() throws {
    let bytes = path == "-" ? try readStandardInput() : try readFile(path).bytes
    let document: JSONDocument
    do throws(JSONProblem) {
      document = try parseJSON(bytes)
    } catch {
      let problem = MapFileProblem(path: "", offset: error.offset, message: error.reason.words)
      say(problem, in: bytes)
      throw ExitStatus.failure.exitCode
    }
    let cases = readMapCases(document.root)
    var json = JSONWriter()
    let isSeveral = document.root.kind == .array || document.root["cases"]?.kind == .array
    if isSeveral { json.open("[") }
    var hasProblem = false
    for result in cases {
      do {
        let mapCase = try result.get()
        var writer = try EvaluationWriter(mapCase)
        if isSeveral { json.item() }
        writer.write(to: &json)
      } catch let problem as MapFileProblem {
        hasProblem = true
        say(problem, in: bytes)
      }
    }
    if isSeveral { json.close("]") }
    if !json.text.isEmpty { standardOutput.write(json.text + "\n") }
    if hasProblem { throw ExitStatus.failure.exitCode }
  }

  /// `map.json:3:7: links[0].weight: a number from 0 to 1 is needed`.
  private func say(_ problem: MapFileProblem, in bytes: [UInt8]) {
    var place = path
    if let offset = problem.offset {
      let before = bytes.prefix(offset)
      let line = before.count { $0 == 0x0A } + 1
      let column = offset - (before.lastIndex(of: 0x0A) ?? -1)
      place += ":\(line):\(column)"
    }
    let inside = problem.path.isEmpty ? "" : "\(problem.path): "
    standardError.write("crux: \(visible("\(place): \(inside)\(problem.message)"))\n")
  }
}
