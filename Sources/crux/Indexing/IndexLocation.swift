import Glibc

/// Where the index of a corpus lies.
struct IndexLocation: Equatable {
  /// Ends in `/index.sqlite`.
  var path: String
  /// Whether nothing can be written there, so that the index can only be read as it is.
  var isReadOnly = false

  static let fileName = "index.sqlite"

  /// `.crux/` in the corpus; where that cannot be written the user's cache folder; where that
  /// cannot be written either, `.crux/` as it is.
  static func of(_ corpus: CorpusFolder) throws(Failure) -> IndexLocation {
    let own = corpus.path(of: ".crux")
    if makeSelfIgnoring(own) { return IndexLocation(path: own + "/" + fileName) }
    if let cache = cacheFolder(for: corpus) { return IndexLocation(path: cache + "/" + fileName) }
    guard status(of: own + "/" + fileName)?.isFile == true else {
      throw .noPlaceForIndex(corpus: corpus.root)
    }
    return IndexLocation(path: own + "/" + fileName, isReadOnly: true)
  }

  /// The file whose lock says who writes.
  var lockPath: String { path + ".lock" }
}

/// Makes the folder, with a `.gitignore` that leaves it out of every repository; false where it
/// cannot be written.
private func makeSelfIgnoring(_ folder: String) -> Bool {
  if status(of: folder)?.isFolder != true, mkdir(folder, 0o777) != 0, errno != EEXIST {
    return false
  }
  guard access(folder, R_OK | W_OK | X_OK) == 0 else { return false }
  let ignore = folder + "/.gitignore"
  guard access(ignore, F_OK) != 0 else { return true }
  let descriptor = open(ignore, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { return errno == EEXIST || errno == ENOSPC }
  _ = writeAll(Array("*\n".utf8), to: descriptor)
  close(descriptor)
  return true
}

/// `$XDG_CACHE_HOME/crux/NAME-HASH`, made when needed; nil where it cannot be written.
private func cacheFolder(for corpus: CorpusFolder) -> String? {
  let home = environmentVariable("HOME").map { $0 + "/.cache" }
  guard let base = environmentVariable("XDG_CACHE_HOME") ?? home, base.hasPrefix("/") else {
    return nil
  }
  let name = corpus.root.split(separator: "/").last.map(String.init) ?? "root"
  let hash = String(contentHash(Array(corpus.root.utf8)), radix: 36)
  var path = ""
  for part in (base + "/crux/\(name)-\(hash)").split(separator: "/") {
    path += "/" + part
    if status(of: path)?.isFolder != true, mkdir(path, 0o700) != 0, errno != EEXIST { return nil }
  }
  return access(path, R_OK | W_OK | X_OK) == 0 ? path : nil
}
