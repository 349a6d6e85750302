import Foundation
import Testing

@testable import crux

/// `docs/json.md` against what is printed of the shipped corpus.
struct JSONManualTests {
  private static let commands = [
    "search": ["search net harm", "search zzz --by Alex"],
    "unanswered": ["list unanswered"], "people": ["list people"], "threads": ["list threads"],
    "changes": ["list changes"], "theses": ["list theses"], "cruxes": ["list cruxes"],
    "show": [
      "show legible-work-can-hurt", "show which-problems", "show legible-problems",
      "show legible-problems#a1", "show @Editors",
    ],
    "suggestions": ["suggest cognitive-oversight"], "stats": ["stats"], "doctor": ["doctor"],
    "imports": ["import topic.json --dry-run"],
    "why": ["why legible-work-can-hurt"],
    "compare": ["compare 'Alex Mallen' 'Interlocutor (legible problems)'"],
  ]

  private let sections: [String: String]

  init() throws {
    let manual = try String(contentsOfFile: Transcript.root + "/docs/json.md", encoding: .utf8)
    sections = Dictionary(
      manual.components(separatedBy: "\n## ").map {
        (String($0.prefix { !$0.isNewline }), $0)
      }, uniquingKeysWith: { $0 + $1 })
  }

  @Test func `every name in the JSON of every command is in the manual`() throws {
    let folder = try TemporaryFolder()
    let corpus = folder.path(of: "corpus")
    try FileManager.default.copyItem(atPath: Transcript.root + "/corpus", toPath: corpus)
    try folder.write(ImportTests.topic(ImportTests.post(1, "Words.")), to: "corpus/topic.json")
    for (what, commands) in Self.commands {
      let section = try #require(sections[what], "\(what)")
      for command in commands {
        let printed = try Transcript.run("crux \(command) --json 2>/dev/null", in: corpus)
        let json = printed.replacing(/\[exit \d+\]\n$/, with: "")
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        #expect((object as? [String: Any])?["what"] as? String == what)
        for name in names(in: object).subtracting(["schema", "what", "items"]).sorted() {
          #expect(section.contains("`\(name)`"), "\(command): \(name)")
        }
      }
    }
  }

  @Test func `every command that prints JSON is in the manual`() throws {
    let help = try Transcript.run("crux --experimental-dump-help", in: Transcript.root)
    let tool = try #require(
      try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any])
    let root = try #require(tool["command"] as? [String: Any])
    let commands = try #require(root["subcommands"] as? [[String: Any]])
    let printing = commands.filter { command in
      (command["arguments"] as? [[String: Any]] ?? []).contains {
        $0["valueName"] as? String == "json"
      }
    }.compactMap { $0["commandName"] as? String }
    let tried = Set(Self.commands.values.joined().compactMap { $0.split(separator: " ").first })
    #expect(printing.count > 5)
    #expect(Set(printing.map { Substring($0) }) == tried)
  }

  private func names(in value: Any) -> Set<String> {
    if let object = value as? [String: Any] {
      return object.reduce(into: Set(object.keys)) { $0.formUnion(names(in: $1.value)) }
    }
    guard let array = value as? [Any] else { return [] }
    return array.reduce(into: []) { $0.formUnion(names(in: $1)) }
  }
}
