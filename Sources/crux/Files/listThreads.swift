import Glibc

/// The files of a corpus that are threads, and what stood in the way of listing them.
struct ThreadListing: Sendable {
  struct Entry: Sendable, Equatable {
    /// Relative to the corpus, with `/`.
    var path: String
    var status: FileStatus

    static func == (left: Self, right: Self) -> Bool {
      ExactPath(left.path) == ExactPath(right.path) && left.status == right.status
    }
  }

  /// In byte order of their paths.
  var threads: [Entry] = []
  /// Paths relative to the corpus, in the same order; the rest of the listing is whole.
  var failures: [FileFailure] = []
}

/// Lists every `*.md` below the root but `README.md`, hidden files and folders (a leading dot),
/// `theme/` and `_site/` at the top, and what the globs leave out.
///
/// Links to files are followed, links to folders are not, so no circle of links is ever walked.
/// A folder called `x.md` is a folder like any other.
func listThreads(in root: String, ignoring globs: [Glob] = []) -> ThreadListing {
  var walk = ThreadWalk(root: root, globs: globs)
  walk.run()
  walk.listing.failures.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  return walk.listing
}

private struct ThreadWalk {
  let root: String
  let globs: [Glob]
  var listing = ThreadListing()

  /// Takes folder after folder apart where its turn comes, so that all paths come in order.
  mutating func run() {
    var waiting = entries(of: "")
    while let entry = waiting.popLast() {
      if let status = entry.status {
        listing.threads.append(ThreadListing.Entry(path: entry.path, status: status))
      } else {
        waiting += entries(of: entry.path)
      }
    }
  }

  /// The threads and folders in a folder, in reverse byte order of all that they lead to.
  private mutating func entries(of folder: String) -> [FolderEntry] {
    guard let stream = opendir(folder.isEmpty ? root : root + "/" + folder) else {
      listing.failures.append(
        FileFailure(
          action: .list, path: folder.isEmpty ? "." : String(folder.dropLast()),
          reason: .system(errno)))
      return []
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = readdir(stream) {
      if let entry = taken(entry, in: folder, descriptor: dirfd(stream)) { entries.append(entry) }
    }
    return entries.sorted { FolderEntry.isBefore($1, $0) }
  }

  /// Nil for what is neither a thread nor a folder that holds some, and for what cannot be read.
  private mutating func taken(
    _ entry: UnsafeMutablePointer<dirent>, in folder: String, descriptor: Int32
  ) -> FolderEntry? {
    let kind = Int32(entry.pointee.d_type)
    let bytes = nameBytes(of: entry)
    guard let start = bytes.baseAddress, bytes.first != UInt8(ascii: "."),
      kind == Int32(DT_DIR) || kind == Int32(DT_UNKNOWN) || isMarkdown(bytes)
    else { return nil }
    let cString = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    guard let name = String(validatingCString: cString) else {
      return fail(folder + String(decoding: bytes, as: UTF8.self), .nameIsNotUTF8)
    }
    var status = stat()
    guard fstatat(descriptor, cString, &status, 0) == 0 else {
      let isDead = errno == ENOENT && kind == Int32(DT_LNK)
      let reason = isDead ? FileFailure.Reason.deadLink : .system(errno)
      return isIgnored(folder + name, isFolder: false) ? nil : fail(folder + name, reason)
    }
    if FileStatus(status).isFolder {
      return isWalked(folder + name, isLink: kind == Int32(DT_LNK))
        ? FolderEntry(path: folder + name + "/", status: nil, name: bytes) : nil
    }
    guard isMarkdown(bytes), name != "README.md", !isIgnored(folder + name, isFolder: false) else {
      return nil
    }
    guard FileStatus(status).isFile else { return fail(folder + name, .notAFile) }
    return FolderEntry(path: folder + name, status: FileStatus(status), name: bytes)
  }

  private func isWalked(_ path: String, isLink: Bool) -> Bool {
    !isLink && path != "theme" && path != "_site" && !isIgnored(path, isFolder: true)
  }

  private mutating func fail(_ path: String, _ reason: FileFailure.Reason) -> FolderEntry? {
    listing.failures.append(FileFailure(action: .read, path: path, reason: reason))
    return nil
  }

  private func isIgnored(_ path: String, isFolder: Bool) -> Bool {
    globs.contains { $0.matches(path, isFolder: isFolder) }
  }
}

/// A thread, or a folder to be taken apart.
private struct FolderEntry {
  /// Relative to the root; of a folder with a trailing slash, as in the paths of what it holds.
  let path: String
  /// Nil for a folder.
  let status: FileStatus?
  /// The first eight bytes of the name, which tell most names apart, as a number that sorts like them.
  private let opening: UInt64

  init(path: String, status: FileStatus?, name: UnsafeBufferPointer<UInt8>) {
    self.path = path
    self.status = status
    var opening: UInt64 = 0
    for place in 0..<8 {
      let end: UInt8 = status == nil && place == name.count ? UInt8(ascii: "/") : 0
      opening = opening << 8 | UInt64(place < name.count ? name[place] : end)
    }
    self.opening = opening
  }

  /// Of two in one folder.
  static func isBefore(_ left: FolderEntry, _ right: FolderEntry) -> Bool {
    left.opening == right.opening
      ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8) : left.opening < right.opening
  }
}

/// The bytes of an entry's name, as long as the entry lives.
private func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> UnsafeBufferPointer<UInt8> {
  let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 19)
  return UnsafeBufferPointer(
    start: name.assumingMemoryBound(to: UInt8.self),
    count: strlen(name.assumingMemoryBound(to: CChar.self)))
}

private func isMarkdown(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  let end = name.count
  return end > 3 && name[end - 3] == UInt8(ascii: ".") && name[end - 2] == UInt8(ascii: "m")
    && name[end - 1] == UInt8(ascii: "d")
}
