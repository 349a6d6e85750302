import Foundation

// crux --experimental-dump-help | manual-pages FOLDER DATE
//
// Writes `crux.1` and a page for each command, `crux-search.1`, in mdoc(7). What they say is what the
// argument parser knows, so that a new option is in its page by itself.

let arguments = CommandLine.arguments
guard arguments.count == 3, !arguments[1].hasPrefix("-") else {
  print("usage: crux --experimental-dump-help | manual-pages FOLDER DATE")
  exit(arguments.dropFirst().first == "--help" ? 0 : 64)
}

do {
  let help = try JSONDecoder().decode(
    HelpDump.self, from: FileHandle.standardInput.readDataToEndOfFile())
  for page in manualPages(of: help.command, date: arguments[2]) {
    try page.text.write(
      toFile: "\(arguments[1])/\(page.name).1", atomically: true, encoding: .utf8)
  }
} catch {
  FileHandle.standardError.write(Data("manual-pages: \(error)\n".utf8))
  exit(2)
}
