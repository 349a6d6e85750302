import CruxSite
import Glibc

/// The folder a site is written to, and which files in it are crux's own.
///
/// A hidden list of files and hashes lies in the folder: a file is written only where its bytes
/// differ from what the list says was written last, and only listed files are ever removed. A file
/// is noted in the list before it is written, so a build that was killed leaves no stranger and
/// nothing that looks finished.
struct OutputFolder {
  let path: String
  private(set) var writtenCount = 0
  private(set) var removedCount = 0
  private let listed: OutputList
  /// Sizes of the files that are there.
  private let present: [String: Int]
  private var current: [String: UInt64] = [:]
  private var folders: Set<String> = []
  private let journal: Journal

  /// Makes the folder where it is missing.
  ///
  /// - Parameter strangers: what to do with files that the list does not name; hidden ones are
  ///   never looked at.
  init(path: String, strangers: Strangers) throws {
    self.path = path
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw FileFailure.writing(path) }
    present = try filesBelow(path)
    listed = OutputList(readFrom: path + "/" + OutputList.name)
    let files = listed.files
    if strangers == .refused,
      let stranger = present.keys.filter({ files[$0] == nil }).min()
    {
      throw Failure.outputFolderHoldsOthers(path: path, example: stranger)
    }
    journal = try Journal(path + "/" + OutputList.name)
    if files.isEmpty { journal.write(OutputList.beginning) }
  }

  enum Strangers { case refused, leftAlone }

  /// Whether the file is part of the site and its bytes are these already.
  private func holds(_ name: String, hash: UInt64, size: Int) -> Bool {
    listed.files[name] == .some(hash) && present[name] == size
  }

  /// Writes files where their bytes changed.
  ///
  /// - Parameter files: at most one folder deep.
  mutating func write(_ files: [SitePage]) throws(FileFailure) {
    var changed: [SitePage] = []
    var notes: [UInt8] = []
    for file in files {
      let name = file.address.path
      let hash = contentHash(file.bytes)
      current[name] = hash
      if holds(name, hash: hash, size: file.bytes.count) { continue }
      notes += OutputList.note(name)
      changed.append(file)
    }
    if changed.isEmpty { return }
    journal.write(notes)
    for file in changed {
      try makeFolder(of: file.address.path)
      try put(file)
      writtenCount += 1
    }
  }

  /// A file that was not there is written in its place: nobody reads it yet, and if the build is cut
  /// short the list says that it is not finished.
  private func put(_ file: SitePage) throws(FileFailure) {
    let name = path + "/" + file.address.path
    guard present[file.address.path] == nil else {
      return try Self.replace(name, with: file.bytes)
    }
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return try Self.replace(name, with: file.bytes) }
    let isWritten = writeAll(file.bytes, to: descriptor)
    let code = errno
    close(descriptor)
    if isWritten { return }
    unlink(name)
    throw .writing(name, .system(code))
  }

  /// Where a file that is too large for memory is made before `take` puts it in its place.
  func temporaryPath(of name: String) -> String { path + "/" + name + ".crux-new" }

  /// Puts the file made at `temporaryPath(of:)` in its place where its bytes changed.
  mutating func take(_ name: String) throws(FileFailure) {
    let temporary = temporaryPath(of: name)
    let (hash, size) = try hashOfFile(temporary)
    current[name] = hash
    guard !holds(name, hash: hash, size: size) else { return _ = unlink(temporary) }
    journal.write(OutputList.note(name))
    guard rename(temporary, path + "/" + name) == 0 else { throw .writing(path + "/" + name) }
    writtenCount += 1
  }

  /// Leaves a file of the last build as it is.
  mutating func keep(_ name: String) {
    if case .some(.some(let hash)) = listed.files[name] { current[name] = hash }
  }

  /// Removes what was written before and is no longer part of the site, and writes the list.
  mutating func finish() throws(FileFailure) {
    for name in listed.files.keys.sorted() where current[name] == nil { remove(name) }
    try Self.replace(path + "/" + OutputList.name, with: OutputList.bytes(of: current))
  }

  /// A file that somebody changed since is theirs now.
  private mutating func remove(_ name: String) {
    let file = path + "/" + name
    guard let content = try? readFile(file) else { return }
    if case .some(.some(let hash)) = listed.files[name], hash != contentHash(content.bytes) {
      return
    }
    guard unlink(file) == 0 else { return }
    removedCount += 1
    if let slash = name.lastIndex(of: "/") { rmdir(path + "/" + name[..<slash]) }
  }

  private mutating func makeFolder(of name: String) throws(FileFailure) {
    guard let slash = name.lastIndex(of: "/") else { return }
    let folder = String(name[..<slash])
    guard folders.insert(folder).inserted else { return }
    let path = self.path + "/" + folder
    if mkdir(path, 0o777) == 0 { return }
    var entry = stat()
    guard errno == EEXIST, lstat(path, &entry) == 0, FileStatus(entry).isFolder else {
      throw .writing(path)
    }
  }
}

/// `contentHash` and size of a file, read in pieces.
private func hashOfFile(_ path: String) throws(FileFailure) -> (hash: UInt64, size: Int) {
  let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
  guard descriptor >= 0 else { throw .reading(path) }
  defer { close(descriptor) }
  var hasher = ContentHasher()
  var size = 0
  var piece = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = pread(descriptor, &piece, piece.count, size)
    guard count >= 0 else { throw .reading(path) }
    if count == 0 { return (hasher.hash, size) }
    size += count
    if count < piece.count {
      hasher.add(Array(piece[..<count]))
    } else {
      hasher.add(piece)
    }
  }
}

/// Where names of files are noted before they are written.
private final class Journal {
  private let descriptor: Int32

  init(_ path: String) throws(FileFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure.writing(path) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) { _ = writeAll(bytes, to: descriptor) }
}

// MARK: A few files

extension OutputFolder {
  /// What the folder looks like from outside: what its list and the folders in it say of themselves.
  ///
  /// While it is the same, no file was added, removed or put in the place of another.
  struct Imprint: Equatable {
    /// Numbers and names, with spaces between them.
    let text: String

    init?(_ text: String) {
      guard !text.isEmpty else { return nil }
      self.text = text
    }

    /// Nil where the folder holds no list.
    init?(of path: String) {
      var parts: [String] = []
      guard let list = status(of: path + "/" + OutputList.name), list.isFile else { return nil }
      parts.append("\(list.size) \(list.modified) \(list.inode)")
      guard let names = try? foldersIn(path) else { return nil }
      for name in [""] + names.sorted() {
        guard let folder = status(of: path + "/" + name) else { return nil }
        parts.append("\(folder.modified) \(folder.inode) \(name)")
      }
      text = parts.joined(separator: " ").split(separator: "\n").joined()
    }
  }

  /// What replacing a few files came to.
  struct Replaced {
    var written = 0
    var added = 0
    var removed = 0
  }

  /// Replaces a few files of a finished site that is as its build left it.
  ///
  /// - Returns: nil where a file lies in the way that is not part of the site.
  static func replaceFiles(
    _ files: [SitePage], removing removed: [PageAddress] = [], inSiteAt path: String
  ) throws(FileFailure) -> Replaced? {
    let list = path + "/" + OutputList.name
    guard let length = status(of: list)?.size else { return nil }
    let changed = files.filter { file in
      (try? readFile(path + "/" + file.address.path))?.bytes != file.bytes
    }
    guard !changed.isEmpty || !removed.isEmpty else { return Replaced() }
    let isNew = changed.contains { status(of: path + "/" + $0.address.path) == nil }
    let known = isNew || !removed.isEmpty ? OutputList(readFrom: list) : nil
    if let known, known.hasStranger(among: changed.map(\.address.path), in: path) { return nil }
    let journal = try Journal(list)
    for file in changed { journal.write(OutputList.note(file.address.path)) }
    for file in changed { try replace(path + "/" + file.address.path, with: file.bytes) }
    let hashes = Dictionary(
      changed.map { ($0.address.path, contentHash($0.bytes)) }, uniquingKeysWith: { $1 })
    if var known {
      let added = hashes.keys.filter { known.files[$0] == nil }.count
      let count = known.files.count + added
      known.change(hashes, removing: removed.map(\.path))
      for address in removed { unlink(path + "/" + address.path) }
      try replace(list, with: known.bytes)
      return Replaced(
        written: changed.count, added: added, removed: count - known.files.count)
    }
    return OutputList.change(hashes, inListAt: list, length: length)
      ? Replaced(written: changed.count) : nil
  }

  /// Replaces or makes a file whole, without waiting for the disk: it can always be made again.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
    let temporary = path + ".crux-new"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .writing(path) }
    let isWritten = writeAll(bytes, to: descriptor)
    let code = errno
    close(descriptor)
    guard isWritten else {
      unlink(temporary)
      throw .writing(path, .system(code))
    }
    guard rename(temporary, path) == 0 else {
      let failure = FileFailure.writing(path)
      unlink(temporary)
      throw failure
    }
  }
}

/// Names of the folders in a folder, but hidden ones, in any order.
private func foldersIn(_ path: String) throws(FileFailure) -> [String] {
  var found: [String] = []
  try eachEntry(of: path) { name, file in
    if file.isFolder { found.append(name) }
  }
  return found
}

/// Names, relative to the folder, and sizes of all files but hidden ones; links count as files.
private func filesBelow(_ root: String) throws(FileFailure) -> [String: Int] {
  var found: [String: Int] = [:]
  var folders = [""]
  while let folder = folders.popLast() {
    try eachEntry(of: root + "/" + folder) { name, file in
      if file.isFolder {
        folders.append(folder + name + "/")
      } else {
        found[folder + name] = file.size
      }
    }
  }
  return found
}

/// Hands over what is in a folder, but what is hidden or crux's own in the making.
private func eachEntry(
  of folder: String, _ body: (String, FileStatus) -> Void
) throws(FileFailure) {
  guard let stream = opendir(folder) else {
    throw FileFailure(action: .list, path: folder, reason: .system(errno))
  }
  defer { closedir(stream) }
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name.hasPrefix(".") || name.hasSuffix(".crux-new") { continue }
    var status = stat()
    guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
    body(name, FileStatus(status))
  }
}
