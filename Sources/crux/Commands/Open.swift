import ArgumentParser
import CruxStore
import Glibc

/// `crux open`: go to where something is written.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the place of a statement, thread or post in an editor, or its page.")

  @Argument(help: "What to open.", completion: .custom(completeThings))
  var id: String

  @Flag(help: "Open its page of the site in a browser instead of the editor.")
  var web = false

  @Flag(help: "Only print the place, as path:line, or with '--web' the page.")
  var printOnly = false

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let corpus = try reading.corpusOptions.corpus()
    let thing = try ShownThing(named: id, in: try openIndex(reading))
    if web { return try openPage(of: thing, in: corpus) }
    guard let place = thing.place else { throw Failure.noPlace(id) }
    let path = corpus.path(of: place.path)
    if printOnly { return print("\(path):\(place.line)") }
    let named = ["VISUAL", "EDITOR"].lazy.compactMap(environmentVariable).first { !$0.isEmpty }
    let editor = named ?? "vi"
    try run(editorWords(editor, path, place.line), named: editor, by: "EDITOR")
  }

  private func print(_ place: String) {
    let isShown = Terminal(descriptor: 1).isInteractive
    standardOutput.write((isShown ? visible(place) : place) + "\n")
  }

  /// Editors take the line in different ways; one we do not know gets the file alone.
  private func editorWords(_ editor: String, _ path: String, _ line: Int) -> [String] {
    let program = editor.split(separator: " ").first?.split(separator: "/").last ?? ""
    let shell = ["/bin/sh", "-c"]
    switch program {
    case "code", "codium", "cursor":
      return shell + ["\(editor) --goto \"$1\"", "sh", "\(path):\(line)"]
    case "subl", "zed", "hx", "helix": return shell + ["\(editor) \"$1\"", "sh", "\(path):\(line)"]
    case "vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "less", "mg":
      return shell + ["\(editor) +\(line) \"$1\"", "sh", path]
    default: return shell + ["\(editor) \"$1\"", "sh", path]
    }
  }

  private func openPage(of thing: ShownThing, in corpus: CorpusFolder) throws {
    let page = corpus.path(of: "_site/" + thing.pagePath)
    guard status(of: page)?.isFile == true else { throw Failure.noPage(path: page) }
    if printOnly { return print(page) }
    let browser = environmentVariable("BROWSER") ?? "xdg-open"
    try run([browser, page], named: browser, by: "BROWSER")
  }

  private func run(_ words: [String], named command: String, by variable: String) throws {
    let code = runProgram(words) ?? 127
    guard code == 0 else {
      throw Failure.openingFailed(command: command, code: code, variable: variable)
    }
  }
}
