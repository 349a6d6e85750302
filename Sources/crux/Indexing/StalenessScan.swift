import CruxStore

/// What changed in a corpus since its index was made.
struct StalenessScan: Equatable {
  /// Paths of new files and of those that look different, in byte order.
  var suspects: [Suspect] = []
  /// Paths of files that are gone.
  var removed: [String] = []

  struct Suspect: Equatable, Sendable {
    var path: String
    /// What the index holds of it; nil for a new file.
    var known: FileStamp?
  }

  var isFresh: Bool { suspects.isEmpty && removed.isEmpty }

  /// Compares two lists in byte order of their paths.
  init(files: [ThreadListing.Entry], index: [(path: String, stamp: FileStamp)]) {
    var (file, row) = (0, 0)
    while file < files.count || row < index.count {
      switch order(files, file, index, row) {
      case .onlyFile:
        suspects.append(Suspect(path: files[file].path, known: nil))
        file += 1
      case .onlyIndex:
        removed.append(index[row].path)
        row += 1
      case .both:
        if !index[row].stamp.agrees(with: files[file].status) {
          suspects.append(Suspect(path: files[file].path, known: index[row].stamp))
        }
        file += 1
        row += 1
      }
    }
  }
}

private enum Side { case onlyFile, onlyIndex, both }

private func order(
  _ files: [ThreadListing.Entry], _ file: Int, _ index: [(path: String, stamp: FileStamp)],
  _ row: Int
) -> Side {
  guard file < files.count else { return .onlyIndex }
  guard row < index.count else { return .onlyFile }
  if ExactPath(files[file].path) == ExactPath(index[row].path) { return .both }
  return files[file].path.utf8.lexicographicallyPrecedes(index[row].path.utf8)
    ? .onlyFile : .onlyIndex
}

extension FileStamp {
  fileprivate func agrees(with status: FileStatus) -> Bool {
    size == Int64(status.size) && modified == status.modified && inode == status.inode
  }

  /// What the index notes of a file that was read at `now`, in nanoseconds since 1970.
  ///
  /// A file changed so shortly before that another change would bear the same time is noted
  /// without one, so that the next scan reads it again (git's "racily clean").
  init(_ snapshot: FileSnapshot, now: Int64) {
    let modified = snapshot.status.modified
    let grain: Int64 = modified % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
    self.init(
      size: Int64(snapshot.status.size), modified: now - modified < grain ? 0 : modified,
      inode: snapshot.status.inode, hash: snapshot.hash)
  }
}
