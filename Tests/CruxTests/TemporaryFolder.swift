import Foundation
import Glibc
import Testing

/// A folder of its own for one test, removed with all it holds when the value goes away.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/crux-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap(mkdtemp) }
    path = String(cString: try #require(made))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(of relative: String) -> String { path + "/" + relative }

  /// Writes a file, making the folders above it.
  func write(_ text: String, to relative: String) throws {
    try write(bytes: Array(text.utf8), to: relative)
  }

  func write(bytes: [UInt8], to relative: String) throws {
    makeFolders(above: relative)
    let descriptor = open(path(of: relative), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      try #require(count > 0)
      rest = rest.dropFirst(count)
    }
  }

  func makeFolder(_ relative: String) {
    makeFolders(above: relative + "/x")
  }

  func makeLink(_ relative: String, to target: String) throws {
    makeFolders(above: relative)
    try #require(symlink(target, path(of: relative)) == 0)
  }

  private func makeFolders(above relative: String) {
    var folder = path
    for part in relative.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
  }
}
