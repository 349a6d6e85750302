import Foundation
import Testing

/// The arrows between targets (ARCHITECTURE.md): SwiftPM builds an undeclared import of a sibling
/// without a word, so they are held here.
@Suite struct ArrowTests {
  /// What each target of Sources may import of ours and of the C libraries.
  static let allowed: [String: Set<String>] = [
    "CCMark": [], "CSQLite": [], "CYAML": [], "CAssets": [],
    "CMarkArena": ["CCMark"],
    "Assets": ["CAssets"],
    "CruxModel": [],
    "ThreadParsing": ["CruxModel", "CCMark", "CMarkArena", "CYAML"],
    "CorpusChecking": ["CruxModel"],
    "Reasoning": ["CruxModel"],
    "Suggesting": ["CruxModel"],
    "CruxStore": ["CruxModel", "CSQLite", "Assets"],
    "CruxSite": ["CruxModel", "Assets"],
    "Interchange": ["CruxModel"],
    "crux": [
      "CruxModel", "ThreadParsing", "CorpusChecking", "Reasoning", "CruxStore", "CruxSite",
      "Assets", "Suggesting", "Interchange",
    ],
  ]

  /// Foundation is kept out of everything that ships: it triples the start-up time.
  static let system: Set<String> = [
    "Swift", "Glibc", "Musl", "ArgumentParser", "Synchronization", "Dispatch",
    "FoundationEssentials",
  ]

  /// The network belongs to the program alone.
  static let network: Set<String> = ["NIOCore", "NIOPosix", "NIOHTTP1"]

  @Test func `every target of Sources is in the table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: repositoryRoot + "/Sources")
    #expect(Set(folders) == Set(Self.allowed.keys))
  }

  @Test(arguments: allowed.keys.sorted())
  func `a target imports only what its arrows allow`(target: String) throws {
    let ours = Set(Self.allowed.keys)
    let written = try imports(of: target)
    let siblings = written.intersection(ours)
    #expect(siblings.isSubset(of: Self.allowed[target] ?? []))
    let others = target == "crux" ? Self.system.union(Self.network) : Self.system
    #expect(written.subtracting(ours).isSubset(of: others))
  }

  @Test(arguments: allowed.keys.sorted())
  func `the package declares exactly what a target imports`(target: String) throws {
    guard let declared = try declaredDependencies()[target] else { return }
    let written = try imports(of: target).intersection(Self.allowed.keys)
    #expect(written.subtracting(declared) == [], "imported and not declared")
  }

  private func imports(of target: String) throws -> Set<String> {
    var found: Set<String> = []
    for file in try swiftFiles(under: "Sources/" + target) {
      for line in try readText(file).split(separator: "\n") {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "package" }
        if words.first == "import", let module = words.last { found.insert(String(module)) }
      }
    }
    return found
  }

  /// Names between quotation marks in each target's `dependencies:`.
  private func declaredDependencies() throws -> [String: Set<String>] {
    let manifest = try readText(repositoryRoot + "/Package.swift")
    var result: [String: Set<String>] = [:]
    let pattern = #/name: "([A-Za-z]+)",\s*dependencies: \[(.*?)\]/#.dotMatchesNewlines()
    for match in manifest.matches(of: pattern) {
      let names = String(match.2).matches(of: #/"([A-Za-z]+)"/#).map { String($0.1) }
      result[String(match.1), default: []].formUnion(names)
    }
    return result
  }
}
