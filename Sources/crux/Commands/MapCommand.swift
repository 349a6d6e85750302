import ArgumentParser
import CruxModel
import CruxSite
import CruxStore
import ThreadParsing

/// `crux map`: the argument around a statement.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw the argument around a statement: as an outline, SVG, or for Graphviz.",
    discussion: """
      What bears on it is unfolded, each statement where it stands nearest; what it bears on itself \
      is shown, too. The picture is the one of its page on the site. Boxes link to their pages where \
      'crux.yml' has a base-url.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, svg, dot
  }

  @Argument(help: ArgumentHelp("The statement.", valueName: "id"), completion: .custom(completeIDs))
  var id: String

  @Option(help: "An outline in words, a picture, or a file for Graphviz's 'dot'.")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "Levels of reasons to unfold; what lies below is counted.", valueName: "levels"))
  var depth = 3

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if depth < 1 { throw ValidationError("'--depth' takes a number from 1 up") }
  }

  func run() throws {
    let store = try openIndex(reading)
    let wanted = try store.wantedStatement(named: id)
    // A question and its yes are one claim, and its no the contrary: they have one map.
    let isYesOrNo = wanted.pole.map { ["yes", "no"].contains($0.key) } ?? false
    let found = isYesOrNo ? wanted.pole?.crux ?? wanted : wanted
    let source = try reading.corpusOptions.corpus().settingsSource() ?? []
    let argument = try RecordedArgument(store, baseURL: parseSettings(source).settings.baseURL)
    let map = argument.map(of: found)
    switch format {
    case .text:
      var page = Page(terminal: Terminal(descriptor: 1))
      MapPage(map: map.limited(to: depth), entry: argument.entry).write(to: &page)
      standardOutput.write(page.text)
    case .svg:
      let bytes = mapSVG(of: map, levels: depth, entry: argument.boxEntry)
      standardOutput.write(String(decoding: bytes, as: UTF8.self))
    case .dot: standardOutput.write(mapDOT(of: map, levels: depth, entry: argument.boxEntry))
    }
  }
}
