import Glibc

/// The file that keeps what somebody types until it stands in a thread.
struct Draft {
  let path: String

  /// Below this line an editor's draft shows things that are not saved.
  static let cutLine = "<!-- crux: this line and all below it are left out -->"

  /// Makes the file in `.crux/drafts/`, or where temporary files go.
  init(for name: String, holding text: String, in corpus: CorpusFolder) throws(FileFailure) {
    let folders = [Self.folder(of: corpus), environmentVariable("TMPDIR") ?? "/tmp"]
    var failure = FileFailure(action: .create, path: name, reason: .system(ENOENT))
    for folder in folders.compactMap({ $0 }) {
      do throws(FileFailure) {
        path = try Self.make(name, Array(text.utf8), in: folder)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  private static func make(
    _ name: String, _ bytes: [UInt8], in folder: String
  ) throws(FileFailure) -> String {
    let stem = "\(folder)/\(name.prefix(60))-\(getpid())"
    for number in 1... {
      let path = number == 1 ? stem + ".md" : "\(stem)-\(number).md"
      do throws(FileFailure) {
        try createFile(path, with: bytes, permissions: 0o600)
        return path
      } catch {
        guard error.reason == .system(EEXIST) else { throw error }
      }
    }
    return stem
  }

  /// Its text without what is left out.
  func text() throws(FileFailure) -> String {
    let text = String(decoding: try readFile(path).bytes, as: UTF8.self)
    var kept: [Substring] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.trimmingEnd == Self.cutLine { break }
      kept.append(line)
    }
    return kept.joined(separator: "\n").trimmed
  }

  func remove() { unlink(path) }

  /// Drafts that an earlier command left behind.
  static func leftBehind(in corpus: CorpusFolder) -> [String] {
    guard let folder = folder(of: corpus), let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var paths: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".md"), !name.hasPrefix("."), !isBeingWritten(name) {
        paths.append(folder + "/" + name)
      }
    }
    return paths.sorted()
  }

  /// Whether a number in the name is that of a process that still runs.
  private static func isBeingWritten(_ name: String) -> Bool {
    name.dropLast(3).split(separator: "-").suffix(2).compactMap { pid_t($0) }
      .contains { $0 > 1 && kill($0, 0) == 0 }
  }

  /// `drafts/` beside the index, made when needed.
  private static func folder(of corpus: CorpusFolder) -> String? {
    guard let location = try? IndexLocation.of(corpus), !location.isReadOnly else { return nil }
    let folder = location.path.dropLast(IndexLocation.fileName.count) + "drafts"
    let path = String(folder)
    if mkdir(path, 0o700) != 0, errno != EEXIST { return nil }
    return path
  }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    var rest = self
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
