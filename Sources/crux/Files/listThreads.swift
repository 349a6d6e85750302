import Glibc

/// The files of a corpus that are threads, and what stood in the way of listing them.
struct ThreadListing: Sendable {
  struct Entry: Sendable, Equatable {
    /// Relative to the corpus, with `/`.
    var path: String
    var status: FileStatus
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
  walk.listing.threads.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  walk.listing.failures.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  return walk.listing
}

private struct ThreadWalk {
  let root: String
  let globs: [Glob]
  var listing = ThreadListing()
  /// Folders still to be read, relative to the root with a trailing slash; the root is empty.
  var folders = [""]

  mutating func run() {
    while let folder = folders.popLast() { read(folder) }
  }

  private mutating func read(_ folder: String) {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let stream = opendir(path) else {
      return listing.failures.append(
        FileFailure(
          action: .list, path: folder.isEmpty ? "." : String(folder.dropLast()),
          reason: .system(errno)))
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) { take(entry, in: folder, descriptor: dirfd(stream)) }
  }

  private mutating func take(
    _ entry: UnsafeMutablePointer<dirent>, in folder: String, descriptor: Int32
  ) {
    let kind = Int32(entry.pointee.d_type)
    let bytes = nameBytes(of: entry)
    guard bytes.first != UInt8(ascii: "."), isWanted(bytes, kind: kind) else { return }
    guard let name = String(validating: bytes, as: UTF8.self) else {
      return fail(folder + String(decoding: bytes, as: UTF8.self), .nameIsNotUTF8)
    }
    var status = stat()
    guard fstatat(descriptor, name, &status, 0) == 0 else {
      let isDead = errno == ENOENT && kind == Int32(DT_LNK)
      let reason = isDead ? FileFailure.Reason.deadLink : .system(errno)
      return isIgnored(folder + name, isFolder: false) ? () : fail(folder + name, reason)
    }
    add(folder + name, FileStatus(status), isLink: kind == Int32(DT_LNK))
  }

  /// Whether it can be a thread or a folder, as far as the name and the listing tell.
  private func isWanted(_ name: UnsafeBufferPointer<UInt8>, kind: Int32) -> Bool {
    kind == Int32(DT_DIR) || kind == Int32(DT_UNKNOWN) || isMarkdown(name)
  }

  private mutating func add(_ path: String, _ status: FileStatus, isLink: Bool) {
    if status.isFolder {
      guard !isLink, path != "theme", path != "_site", !isIgnored(path, isFolder: true) else {
        return
      }
      folders.append(path + "/")
    } else if path.utf8.suffix(3).elementsEqual(".md".utf8), !isReadme(path),
      !isIgnored(path, isFolder: false)
    {
      guard status.isFile else { return fail(path, .notAFile) }
      listing.threads.append(ThreadListing.Entry(path: path, status: status))
    }
  }

  private mutating func fail(_ path: String, _ reason: FileFailure.Reason) {
    listing.failures.append(FileFailure(action: .read, path: path, reason: reason))
  }

  private func isIgnored(_ path: String, isFolder: Bool) -> Bool {
    globs.contains { $0.matches(path, isFolder: isFolder) }
  }

  private func isReadme(_ path: String) -> Bool {
    path == "README.md" || path.hasSuffix("/README.md")
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
  name.suffix(3).elementsEqual(".md".utf8)
}
