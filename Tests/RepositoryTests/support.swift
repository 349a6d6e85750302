import Foundation

let repositoryRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

func readText(_ path: String) throws -> String {
  try String(contentsOfFile: path, encoding: .utf8)
}

/// The Swift files under a folder of the repository, as absolute paths in order.
func swiftFiles(under folder: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: repositoryRoot + "/" + folder)
    .filter { $0.hasSuffix(".swift") }.sorted().map { "\(repositoryRoot)/\(folder)/\($0)" }
}
