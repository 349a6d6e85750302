import CruxModel
import Foundation
import Testing
import ThreadParsing

@testable import CruxSite

let repositoryRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// The folder of real files, where there is one: `CRUXBOOK_SHARED`, else `../shared`.
let sharedFolder: String? = {
  let given = ProcessInfo.processInfo.environment["CRUXBOOK_SHARED"]
  let folder = given ?? repositoryRoot + "/../shared"
  return FileManager.default.fileExists(atPath: folder + "/data") ? folder : nil
}()

let updatesGolden = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

/// Every page of a corpus of the given files, by path; threads are parsed from text.
func site(
  of files: [(path: String, text: String)], settings: CorpusSettings = CorpusSettings()
) -> [String: [UInt8]] {
  let threads = files.map { parseThread(Array($0.text.utf8), path: $0.path, settings: settings) }
  let outline = CorpusOutline(settings: settings)
  for thread in threads { outline.add(thread) }
  outline.finish()
  var pages: [String: [UInt8]] = [:]
  for thread in threads {
    pages[PageAddress.thread(thread.id).path] = threadPage(thread, outline: outline)
    pages[PageAddress.threadJSON(thread.id).path] = threadJSON(thread, outline: outline)
  }
  var computed = Computed()
  computed.latest = outline.latestPosts().compactMap { place in
    threads.first { $0.id == place.thread }.flatMap { LatestPost(place, in: $0) }
  }
  let lists = listPages(outline: outline, computed: computed).flatMap { $0() }
  let statements = outline.threadOrder.flatMap {
    statementPages(of: $0, outline: outline, pairs: computed.pairs, explain: { _ in nil })
  }
  for page in lists + statements { pages[page.address.path] = page.bytes }
  return pages
}

/// The page of one thread, as text.
func page(of text: String, path: String = "thread.md") -> String {
  let pages = site(of: [(path, text)])
  let address = PageAddress.thread(parseThread(Array(text.utf8), path: path).id)
  return String(decoding: pages[address.path] ?? [], as: UTF8.self)
}

/// What a real HTML parser finds wrong with the pages; empty where nothing is.
func problems(in pages: [String: [UInt8]]) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: "crux-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  var files = pages
  let assets = ["icon.svg", "map.css", "search.css", "style.css", "site.js"]
  for name in assets { files["assets/\(name)"] = [] }
  for (path, bytes) in files {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
  let checker = Process()
  let output = Pipe()
  checker.executableURL = URL(filePath: "/usr/bin/env")
  checker.arguments = [
    "python3", repositoryRoot + "/Tests/CruxSiteTests/check_pages.py", folder.path,
  ]
  checker.standardOutput = output
  checker.standardError = output
  try checker.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  checker.waitUntilExit()
  let text = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  return checker.terminationStatus == 0 ? text : text + " (\(checker.terminationStatus))"
}
