import CruxStore

/// How the threads of an index differ from those that a site was made of.
struct ThreadChanges {
  /// Of new and edited threads, in byte order.
  private(set) var paths: [String] = []
  /// Hashes of their files now.
  private(set) var hashes: [UInt64] = []
  /// What other pages showed of them then; 0 for new ones.
  private(set) var fingerprints: [UInt64] = []
  /// Whether no thread is new or gone.
  private(set) var isOnlyEdits = true

  /// Compares two lists in byte order of their paths; nil where threads are gone.
  init?(from known: [SiteState.Thread], to files: [(path: String, stamp: FileStamp)]) {
    var position = 0
    for file in files {
      guard position < known.count, ExactPath(known[position].path) == ExactPath(file.path)
      else {
        isOnlyEdits = false
        add(file.path, file.stamp.hash, fingerprint: 0)
        continue
      }
      if known[position].hash != file.stamp.hash {
        add(file.path, file.stamp.hash, fingerprint: known[position].fingerprint)
      }
      position += 1
    }
    if position < known.count { return nil }
  }

  private mutating func add(_ path: String, _ hash: UInt64, fingerprint: UInt64) {
    paths.append(path)
    hashes.append(hash)
    fingerprints.append(fingerprint)
  }
}

extension SiteState {
  /// The threads after edits that show on no page but their own.
  static func threads(_ threads: [Thread], after changes: ThreadChanges) -> [Thread] {
    var threads = threads
    var next = 0
    for index in threads.indices where next < changes.paths.count {
      guard ExactPath(threads[index].path) == ExactPath(changes.paths[next]) else { continue }
      threads[index].hash = changes.hashes[next]
      next += 1
    }
    return threads
  }
}
