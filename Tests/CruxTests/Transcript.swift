import Foundation
import Testing

/// Console sessions in documents: blocks fenced as `console`, in which each line that begins with `$ `
/// is run by the shell, and what follows is what it printed.
///
/// Commands run in a copy of the shipped corpus (those of the tutorial in an empty folder), with
/// `crux` as built, without colour, 80 columns wide, by `Ada` on 20 January 2026. A line `$ cd FOLDER`
/// holds for those after it.
struct Transcript {
  /// The repository's root.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let updatesGolden = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// The folder that holds the binaries just built: the one of the test runner itself.
  static let products =
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// Runs every session of a document; the document with what was printed now.
  static func replay(_ document: String, in folder: String) throws -> String {
    var result: [Substring] = []
    var isSession = false
    var folder = folder
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if isSession {
        if line == "```" {
          isSession = false
        } else if line.hasPrefix("$ ") {
          result.append(line)
          if line.hasPrefix("$ cd ") {
            folder += "/" + line.dropFirst(5)
            continue
          }
          // On a busy machine a refresh that takes a while is spoken of.
          let printed = try run(String(line.dropFirst(2)), in: folder)
            .replacing(/crux: read \d+ threads? of .* s\n/, with: "")
          result += printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          continue
        } else {
          continue
        }
      } else if line == "```console" {
        isSession = true
      }
      result.append(line)
    }
    return result.joined(separator: "\n")
  }

  /// What a command prints on both streams, and its exit code where that is not 0.
  static func run(_ command: String, in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = [
      "PATH": products + ":/usr/local/bin:/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "80",
      "LANG": "C.UTF-8", "HOME": folder, "SOURCE_DATE_EPOCH": "1768867200",
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Ada",
    ]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var text = String(decoding: data, as: UTF8.self)
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    return process.terminationStatus == 0 ? text : text + "[exit \(process.terminationStatus)]\n"
  }
}

@Suite struct TranscriptTests {
  @Test(arguments: [
    "README.md", "docs/search.md", "docs/json.md", "docs/checking.md", "docs/reasoning.md",
    "docs/writing.md", "docs/maps.md", "docs/suggest.md",
  ])
  func `what the manual shows is what is printed`(document: String) throws {
    let folder = try TemporaryFolder()
    let corpus = folder.path(of: "corpus")
    try FileManager.default.copyItem(atPath: Transcript.root + "/corpus", toPath: corpus)
    for made in [".crux", "_site"] {
      try? FileManager.default.removeItem(atPath: corpus + "/" + made)
    }
    let path = Transcript.root + "/" + document
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let replayed = try Transcript.replay(written, in: corpus)
    if Transcript.updatesGolden {
      try replayed.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(replayed == (try String(contentsOfFile: path, encoding: .utf8)))
  }

  @Test func `the tutorial leads from an empty folder to a site`() throws {
    let folder = try TemporaryFolder()
    let path = Transcript.root + "/docs/tutorial.md"
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let replayed = try Transcript.replay(written, in: folder.path)
      .replacing(folder.path, with: "/home/ada")
      .replacing(/\d+ files written of \d+ in \d+\.\d s/, with: "28 files written of 28 in 0.1 s")
      .replacing(/-\d+\.md'/, with: "-4711.md'")
    if Transcript.updatesGolden {
      try replayed.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(replayed == (try String(contentsOfFile: path, encoding: .utf8)))
    #expect(FileManager.default.fileExists(atPath: folder.path(of: "debate/_site/index.html")))
  }
}
