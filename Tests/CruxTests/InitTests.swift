import CruxModel
import Testing

@testable import ThreadParsing
@testable import crux

struct InitTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ command: String) throws -> String {
    try Transcript.run(command, in: folder.path)
  }

  @Test func `the example shows each label once and has no findings`() throws {
    let thread = parseThread(Array(starterThread.utf8), path: CorpusStarter.exampleName)
    let labels = starterThread.matches(of: /\*\*([A-Z][a-z ]+)\*\*/).map { String($0.1) }
      .compactMap(Label.init(written:))
    #expect(labels.count == Label.allCases.count)
    #expect(Set(labels) == Set(Label.allCases))
    #expect(thread.notices == [])
    #expect(starterThread.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(try run("crux init -q && crux check --strict -q") == "")
  }

  @Test func `every setting is explained, and works once its mark is taken away`() throws {
    let (settings, notices) = parseSettings(Array(starterSettings.utf8))
    #expect(settings == CorpusSettings())
    #expect(notices == [])
    let set = starterSettings.replacing(/\n#(?=[a-z-]+: )/, with: "\n")
    for key in SettingsKey.all { #expect(set.contains("\n\(key.name): ")) }
    #expect(parseSettings(Array(set.utf8)).notices == [])
    #expect(parseSettings(Array(set.utf8)).settings.author == "Ada")
  }

  @Test func `nothing that is there is touched`() throws {
    try folder.write("Mine.\n", to: "notes.md")
    try folder.write("mine\n", to: ".gitignore")
    #expect(try run("crux init .").hasPrefix("made crux.yml\n"))
    #expect(try run("ls -A") == ".gitignore\ncrux.yml\nnotes.md\n")
    #expect(try run("cat notes.md .gitignore") == "Mine.\nmine\n")
    #expect(try run("crux init").contains("is a corpus already"))
  }

  @Test func `a folder is made, and its name quoted in what to do next`() throws {
    let printed = try run("crux init \"deep/Ada's debate\"")
    #expect(printed.contains(#"crux check -C 'deep/Ada'\''s debate'"#))
    #expect(try run("crux check -C \"deep/Ada's debate\"") == "no findings in 1 thread\n")
    try folder.write("", to: "file")
    #expect(try run("crux init file").contains("is not a folder"))
    #expect(try run("crux init file/deep").hasSuffix("[exit 2]\n"))
  }
}
