import CruxModel
import Glibc
import ThreadParsing

/// The folder that holds a corpus: `crux.yml`, when there is one, and the threads.
struct CorpusFolder: Equatable {
  static let settingsName = "crux.yml"

  /// Absolute, without links and without a trailing slash (`/` alone excepted).
  var root: String

  /// The folder itself, with or without `crux.yml`.
  init(at path: String) throws(Failure) {
    guard let root = resolvedPath(path) else {
      throw .file(FileFailure(action: .read, path: path, reason: .system(errno)))
    }
    guard status(of: root)?.isFolder == true else { throw .notAFolder(path: path) }
    self.root = root
  }

  /// The nearest folder that holds `crux.yml`, from `path` upwards; nil where there is none.
  init?(around path: String) throws(Failure) {
    var folder = try CorpusFolder(at: path)
    while status(of: folder.path(of: Self.settingsName))?.isFile != true {
      guard let above = folder.above else { return nil }
      folder.root = above
    }
    self = folder
  }

  /// Where a file of the corpus is on this machine.
  ///
  /// - Parameter relative: relative to the corpus, as in `Finding.path`.
  func path(of relative: String) -> String { root == "/" ? "/" + relative : root + "/" + relative }

  /// The path inside the corpus of a file on this machine; nil where it is outside.
  func relativePath(of path: String) -> String? {
    let prefix = root == "/" ? "/" : root + "/"
    guard let resolved = resolvedPath(path), resolved.hasPrefix(prefix) else { return nil }
    return String(resolved.dropFirst(prefix.count))
  }

  /// The bytes of `crux.yml`; nil where there is none.
  func settingsSource() throws(FileFailure) -> [UInt8]? {
    let path = path(of: Self.settingsName)
    guard status(of: path) != nil else { return nil }
    return try readFile(path).bytes
  }

  /// What `crux.yml` says; fails where it is no YAML, so that nothing is written that it would change.
  func settings() throws -> CorpusSettings {
    let (settings, notices) = parseSettings(try settingsSource() ?? [])
    if notices.contains(where: \.kind.leavesNoSettings) { throw Failure.brokenSettings }
    return settings
  }

  private var above: String? {
    guard root != "/", let slash = root.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return slash == root.startIndex ? "/" : String(root[..<slash])
  }
}

/// The path without links, `.` and `..`; nil, with `errno` set, where it does not exist.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
