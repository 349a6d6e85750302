import Glibc

/// The list of a site's own files that lies in its folder: a line for each, with the hash of what was
/// written last, `- ` in its place where a build was cut short.
struct OutputList {
  static let name = ".crux-site"
  private static let firstLine = "files that 'crux site' wrote here, and may replace or remove"

  /// The hash of each file, nil where it is not known.
  private(set) var files: [String: UInt64?] = [:]

  /// Empty where there is no readable list.
  init(readFrom path: String) {
    guard let bytes = try? readFile(path).bytes else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
      guard let space = line.firstIndex(of: 0x20) else { continue }
      let name = String(decoding: line[(space + 1)...], as: UTF8.self)
      guard Self.isInside(name) else { continue }
      files.updateValue(
        UInt64(String(decoding: line[..<space], as: UTF8.self), radix: 16), forKey: name)
    }
  }

  /// A list that somebody tampered with must not lead out of the folder.
  private static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }

  static func bytes(of files: [String: UInt64]) -> [UInt8] {
    var bytes = Array((firstLine + "\n").utf8)
    for (name, hash) in files.sorted(by: { $0.key < $1.key }) {
      bytes += sixteenDigits(hash) + [0x20]
      bytes += name.utf8
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Nothing where the hash of a file is not known.
  var bytes: [UInt8] { Self.bytes(of: files.compactMapValues { $0 }) }

  /// Whether one of the files is there and is not part of the site.
  func hasStranger(among names: [String], in path: String) -> Bool {
    names.contains { files[$0] == nil && status(of: path + "/" + $0) != nil }
  }

  mutating func change(_ hashes: [String: UInt64], removing names: [String]) {
    for (name, hash) in hashes { files.updateValue(hash, forKey: name) }
    for name in names { files.removeValue(forKey: name) }
  }

  /// A line that says that a file is about to be written.
  static func note(_ name: String) -> [UInt8] { Array("- \(name)\n".utf8) }

  static var beginning: [UInt8] { Array((firstLine + "\n").utf8) }

  /// Puts other hashes to a few files of a list that is otherwise as it should be, without reading the
  /// rest.
  ///
  /// - Parameter length: of the list without what was noted since.
  /// - Returns: false where one of the files is not in it.
  static func change(
    _ hashes: [String: UInt64], inListAt path: String, length: Int
  ) -> Bool {
    guard var bytes = try? readFile(path).bytes, bytes.count >= length else { return false }
    bytes.removeLast(bytes.count - length)
    for (name, hash) in hashes {
      let line = Array(" \(name)\n".utf8)
      guard let start = bytes.firstOffset(of: line), start >= 16 else { return false }
      bytes.replaceSubrange(start - 16..<start, with: sixteenDigits(hash))
    }
    return (try? OutputFolder.replace(path, with: bytes)) != nil
  }
}

extension [UInt8] {
  /// Where the bytes first occur in a row; nil for none.
  fileprivate func firstOffset(of other: [UInt8]) -> Int? {
    guard let first = other.first else { return nil }
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var start = 0
      while start + other.count <= buffer.count,
        let found = memchr(base + start, Int32(first), buffer.count - start)
      {
        start = UnsafeRawPointer(found) - base
        guard start + other.count <= buffer.count else { return nil }
        if memcmp(found, other, other.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }
}
