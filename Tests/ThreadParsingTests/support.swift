import CruxModel
import Foundation
import ThreadParsing

let repositoryRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The folder of real files, where there is one: `CRUXBOOK_SHARED`, else `../shared`.
let sharedFolder: String? = {
  let given = ProcessInfo.processInfo.environment["CRUXBOOK_SHARED"]
  let folder = given ?? repositoryRoot + "/../shared"
  return FileManager.default.fileExists(atPath: folder + "/data") ? folder : nil
}()

let updatesGolden = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

func readText(_ path: String) throws -> String {
  try String(contentsOfFile: path, encoding: .utf8)
}

func write(_ text: String, to path: String) throws {
  try text.write(toFile: path, atomically: true, encoding: .utf8)
}

/// Reads a thread from text, as `example.md`.
func parse(_ text: String, settings: CorpusSettings = CorpusSettings()) -> DiscussionThread {
  parseThread(Array(text.utf8), path: "example.md", settings: settings)
}
