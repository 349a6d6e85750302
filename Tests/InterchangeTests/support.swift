import CCMark
import Foundation
import Testing

/// Where real files are looked for: nil where there are none, so that their tests are skipped.
let sharedFolder: String? = {
  let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let given = ProcessInfo.processInfo.environment["CRUXBOOK_SHARED"]
  let folder = given ?? repository.deletingLastPathComponent().path + "/shared"
  return FileManager.default.fileExists(atPath: folder + "/data") ? folder : nil
}()

/// The lines that a script of `Figures` prints about a folder.
func linesPrinted(byScript name: String, _ folder: String) throws -> [String] {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  let here = URL(filePath: #filePath).deletingLastPathComponent().path
  process.arguments = ["python3", "-B", "\(here)/Figures/\(name)", folder]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
}

/// What libcmark shows of Markdown: all its words and code, without marks.
func renderedText(_ markdown: String) -> String {
  let document = cmark_parse_document(markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
  defer { cmark_node_free(document) }
  let iterator = cmark_iter_new(document)
  defer { cmark_iter_free(iterator) }
  var text = ""
  while true {
    let event = cmark_iter_next(iterator)
    if event == CMARK_EVENT_DONE { return text }
    guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
    if let literal = cmark_node_get_literal(node) { text += String(cString: literal) }
    text += " "
  }
}

func renderedHTML(_ markdown: String) -> String {
  guard
    let html = cmark_markdown_to_html(
      markdown, markdown.utf8.count, CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE)
  else { return "" }
  defer { free(html) }
  return String(cString: html)
}
