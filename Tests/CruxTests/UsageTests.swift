import Foundation
import Testing

@testable import crux

/// What is said of arguments that mean nothing, and the manual pages made from those that do.
struct UsageTests {
  @Test(arguments: [
    ("serach legible", "unknown command 'serach'; did you mean 'search'?"),
    ("Stat", "unknown command 'Stat'; did you mean 'stats'?"),
    ("eval x", "unknown command 'eval'; did you mean 'evaluate'?"),
    ("help serach", "unknown command 'serach'; did you mean 'search'?"),
    ("-C . chek", "unknown command 'chek'; did you mean 'check'?"),
    ("conclude", "unknown command 'conclude'; 'crux --help' lists the commands"),
    ("x", "unknown command 'x'; 'crux --help' lists the commands"),
    ("--versoin", "unknown option '--versoin'; did you mean '--version'?"),
  ])
  func `a misspelt command is answered with the nearest`(arguments: String, words: String) throws {
    let printed = try Transcript.run("crux \(arguments)", in: Transcript.root)
    #expect(printed == "crux: \(words)\n[exit 64]\n")
  }

  @Test func `every command says its name, so that none is made out at each start`() {
    #expect(Crux.configuration.subcommands.allSatisfy { $0.configuration.commandName != nil })
  }

  @Test(arguments: [
    "search", "search legible", "search 'net harm' -C corpus", "search -C corpus a b --no-refresh",
    "search by:Ada kind:crux", "search --no-refresh",
  ])
  func `a plain search is read as the parser of arguments reads it`(arguments: String) throws {
    let words = arguments.split(separator: " ").map(String.init)
    let command = try #require(try Crux.parseAsRoot(words) as? Search)
    #expect(try #require(SearchTask(plain: words)) == command.task)
  }

  @Test(arguments: [
    "", "show a", "search --json a", "search -C", "search -C -x", "search -C a -C b", "search -h",
    "search -- a", "search a --limit 3", "search -word", "search --no-refresh --no-refresh",
  ])
  func `what is not plain is left to the parser of arguments`(arguments: String) {
    #expect(SearchTask(plain: arguments.split(separator: " ").map(String.init)) == nil)
  }

  @Test(arguments: [
    ("search a -b --limit 3", "search a --limit 3 -- -b"),
    ("search -by:Ada -shops a", "search a -- -by:Ada -shops"),
    ("search -C dir -q a", "search -C dir -q a"), ("search a -h", "search a -h"),
    ("search -b -- -c", "search -- -b -c"), ("show -b", "show -b"),
  ])
  func `a word that a search leaves out is no option`(typed: String, read: String) {
    let words = typed.split(separator: " ").map(String.init)
    #expect(Crux.excludedWordsLast(words).joined(separator: " ") == read)
  }

  @Test func `text may begin like an option`() throws {
    let words = ["reply", "t", "--text", "- **Because** `b` for `a`: x", "--quote", "-q"]
    let reply = try #require(try Crux.parseAsRoot(words) as? Reply)
    #expect(reply.writing.text == words[3] && reply.quote == "-q")
  }

  @Test func `a person is not compared with themselves, nor broken settings passed over`() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: [1]\n", to: "crux.yml")
    try folder.write(
      "## @Ada · 2026-01-01\n\n**Claim** `c`: So it is.\n\n**Rebuttal** `r`: No.\n", to: "a.md")
    #expect(try Transcript.run("crux ingest -q", in: folder.path) == "")
    #expect(
      try Transcript.run("crux compare Ada ada", in: folder.path)
        == "crux: both names are those of 'Ada'; name two people\n[exit 2]\n")
    let built = try Transcript.run("crux site -q", in: folder.path)
    #expect(built.hasPrefix("crux: crux.yml:1:"))
    #expect(
      try Transcript.run("crux show c | tail -n 1", in: folder.path)
        == "no objection is recorded\n")
  }

  @Test func `one of a kind is counted in the singular`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write(
      "## @Ada · 2026-01-01\n\n**Crux** `c`: Is it so?\n\n- **Yes**\n- **No**\n", to: "a.md")
    #expect(try Transcript.run("crux ingest -q", in: folder.path) == "")
    let printed = try Transcript.run("crux stats", in: folder.path)
    #expect(printed.hasPrefix("1 thread\n1 post\n1 person\n0 topics\n"))
    #expect(printed.contains("\n1 crux\n"))
  }

  @Test func `an objection to another wording is an objection`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    let text = """
      ## @Ada · 2026-01-01

      **Claim** `a`: So it is.

      **Claim** `b` same as `a`: It is so.

      **Rebuttal** `r` to `b`: No.

      **Rebuttal** `r2` to `r`: Yes.
      """
    try folder.write(text, to: "a.md")
    #expect(try Transcript.run("crux ingest -q", in: folder.path) == "")
    let standings = [
      ("a", "every recorded objection is answered"), ("b", "every recorded objection is answered"),
      ("r", "an objection is unanswered"), ("r2", "no objection is recorded"),
    ]
    for (id, standing) in standings {
      let shown = try Transcript.run("crux show \(id)", in: folder.path)
      #expect(shown.split(separator: "\n").contains { $0 == standing }, "\(id)")
      guard standing != "an objection is unanswered" else { continue }
      let why = try Transcript.run("crux why \(id)", in: folder.path).lowercased()
      #expect(why.split(separator: "\n").contains { $0 == standing + "." }, "\(id)")
    }
  }

  @Test func `what is estimated is not said as if it were counted`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    // Of different lengths, so that they do not rank alike.
    let posts = (1...150).map { number in
      "## @Ada · 2026-01-01\n\nZebra\(String(repeating: " and stripes", count: number)).\n\n"
    }
    try folder.write(posts.joined(), to: "a.md")
    #expect(try Transcript.run("crux ingest -q", in: folder.path) == "")
    let printed = try Transcript.run("crux search zebra --limit 1 | tail -n 1", in: folder.path)
    #expect(printed == "about 150 match\n")
    #expect(
      try Transcript.run("crux search zebra since:2027", in: folder.path)
        == "nothing found\nwithout 'since:2027' there are about 150\n[exit 1]\n")
    let json = try Transcript.run("crux search zebra since:2027 --json", in: folder.path)
    #expect(json.contains("\"precision\": \"estimate\""))
  }

  @Test(arguments: [
    (
      "search '!!!'",
      "nothing found\nno word is in the query: a word holds a letter or a digit\n[exit 1]\n"
    ),
    ("show ''", "crux: an empty id was given; 'crux search' finds ids\n[exit 2]\n"),
    ("search --version", "\(Crux.version)\n"),
  ])
  func `what holds no word is said to hold none`(arguments: String, words: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "crux.yml")
    try folder.write("## @Ada · 2026-01-01\n\nWords.\n", to: "a.md")
    // Else a slow machine makes the next command say how long the index took.
    #expect(try Transcript.run("crux ingest -q", in: folder.path) == "")
    #expect(try Transcript.run("crux \(arguments)", in: folder.path) == words)
  }

  @Test func `a misspelt option is answered with the nearest`() throws {
    let printed = try Transcript.run("crux search --jsno x", in: Transcript.root)
    #expect(printed.contains("Unknown option '--jsno'. Did you mean '--json'?"))
    #expect(printed.hasSuffix("[exit 64]\n"))
  }

  @Test func `a name that begins with a hyphen is no folder for a generated corpus`() throws {
    let folder = try TemporaryFolder()
    let printed = try Transcript.run("generate-corpus --help && ls", in: folder.path)
    #expect(printed == "usage: generate-corpus FOLDER [THREADS] [SEED]\n")
  }

  @Test func `every command and option has its place in the manual pages`() throws {
    let folder = try TemporaryFolder()
    let printed = try Transcript.run(
      "crux --experimental-dump-help > help.json && manual-pages . 2026-01-20 < help.json",
      in: folder.path)
    #expect(printed == "")
    let help = try Data(contentsOf: URL(filePath: folder.path(of: "help.json")))
    let dump = try #require(try JSONSerialization.jsonObject(with: help) as? [String: Any])
    let tool = try #require(dump["command"] as? [String: Any])
    let commands = try #require(tool["subcommands"] as? [[String: Any]]).filter {
      $0["commandName"] as? String != "help"
    }
    let own = try page("crux", in: folder)
    for command in commands {
      let name = try #require(command["commandName"] as? String)
      #expect(own.contains("crux-\(name) 1"))
      let text = try page("crux-\(name)", in: folder)
      for argument in command["arguments"] as? [[String: Any]] ?? [] {
        for option in argument["names"] as? [[String: String]] ?? [] {
          let hyphen = option["kind"] == "long" ? "\\-" : ""
          let flag = hyphen + (option["name"] ?? "").replacing("-", with: "\\-")
          #expect(text.contains("Fl \(flag)"), "\(name) \(flag)")
        }
      }
    }
    #expect(commands.count > 10)
  }

  @Test func `the manual pages are what mandoc wants`() throws {
    let folder = try TemporaryFolder()
    guard try Transcript.run("command -v mandoc", in: folder.path).hasPrefix("/") else { return }
    let printed = try Transcript.run(
      """
      crux --experimental-dump-help | manual-pages . 2026-01-20
      mandoc -Tlint -Wwarning *.1; mandoc crux-search.1 | col -b | head -n 1
      """, in: folder.path)
    #expect(printed.hasPrefix("CRUX-SEARCH(1)"))
  }

  private func page(_ name: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: folder.path(of: name + ".1"), encoding: .utf8)
  }
}
