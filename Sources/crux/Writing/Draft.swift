import Glibc

/// The file that keeps what somebody types until it stands in a thread.
struct Draft {
  let path: String

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

  func content() throws(FileFailure) -> DraftContent {
    DraftContent(String(decoding: try readFile(path).bytes, as: UTF8.self))
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

/// A draft taken apart at the line that parts what is saved from what is only shown in the editor.
struct DraftContent {
  let text: String
  /// What stands under the line; empty where the line is missing.
  let below: Set<String>

  static let cutLine = "<!-- crux: this line and all below it are left out -->"

  init(_ draft: String) {
    let lines = draft.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let cut = lines.firstIndex { $0.trimmingEnd == Self.cutLine } ?? lines.endIndex
    text = lines[..<cut].joined(separator: "\n").trimmed
    below = Self.lines(of: lines[cut...].dropFirst())
  }

  /// The lines that are not blank, without white space around them, which editors change.
  static func lines(of text: String) -> Set<String> {
    lines(of: text.split(whereSeparator: \.isNewline))
  }

  private static func lines(of lines: some Sequence<Substring>) -> Set<String> {
    Set(lines.map { String($0).trimmed }.filter { !$0.isEmpty })
  }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    var rest = self
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
