import Glibc

/// The folder a site is written to, and which files in it are crux's own.
///
/// A hidden list of files and hashes lies in the folder: a file is written only where its bytes
/// differ from what the list says was written last, and only listed files are ever removed. A new
/// file is noted in the list before it is made, so a build that was killed leaves no stranger.
struct OutputFolder {
  static let listName = ".crux-site"
  private static let firstLine = "files that 'crux site' wrote here, and may replace or remove"

  let path: String
  private(set) var writtenCount = 0
  private(set) var removedCount = 0
  /// What the list said: the hash of each file, nil where a build was cut short.
  private let listed: [String: UInt64?]
  /// Sizes of the files that are there.
  private let present: [String: Int]
  private var current: [String: UInt64] = [:]
  private var folders: Set<String> = []
  private let journal: Int32

  /// Makes the folder where it is missing.
  ///
  /// - Parameter strangers: what to do with files that the list does not name; hidden ones are
  ///   never looked at.
  init(path: String, strangers: Strangers) throws {
    self.path = path
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw FileFailure.writing(path) }
    present = try filesBelow(path)
    listed = Self.readList(path + "/" + Self.listName)
    let listed = listed
    if strangers == .refused,
      let stranger = present.keys.filter({ listed[$0] == nil }).min()
    {
      throw Failure.outputFolderHoldsOthers(path: path, example: stranger)
    }
    journal = open(
      path + "/" + Self.listName, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard journal >= 0 else { throw FileFailure.writing(path + "/" + Self.listName) }
    if listed.isEmpty { note(Self.firstLine) }
  }

  enum Strangers { case refused, leftAlone }

  /// Writes a file where its bytes changed.
  ///
  /// - Parameter name: relative to the folder, at most one folder deep.
  mutating func write(_ name: String, _ bytes: [UInt8]) throws(FileFailure) {
    let hash = contentHash(bytes)
    current[name] = hash
    if listed[name] == .some(hash), present[name] == bytes.count { return }
    if listed[name] == nil { note("- \(name)") }
    try makeFolder(of: name)
    try replace(path + "/" + name, with: bytes)
    writtenCount += 1
  }

  /// Leaves a file of the last build as it is.
  mutating func keep(_ name: String) {
    if case .some(.some(let hash)) = listed[name] { current[name] = hash }
  }

  /// Removes what was written before and is no longer part of the site, and writes the list.
  mutating func finish() throws(FileFailure) {
    for name in listed.keys.sorted() where current[name] == nil { remove(name) }
    let lines = current.keys.sorted().map { "\(String(current[$0] ?? 0, radix: 16)) \($0)\n" }
    try replace(
      path + "/" + Self.listName, with: Array((Self.firstLine + "\n" + lines.joined()).utf8))
    close(journal)
  }

  /// A file that somebody changed since is theirs now.
  private mutating func remove(_ name: String) {
    let file = path + "/" + name
    guard let content = try? readFile(file) else { return }
    if case .some(.some(let hash)) = listed[name], hash != contentHash(content.bytes) { return }
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

  private func note(_ line: String) { _ = writeAll(Array((line + "\n").utf8), to: journal) }

  private static func readList(_ path: String) -> [String: UInt64?] {
    guard let bytes = try? readFile(path).bytes else { return [:] }
    var result: [String: UInt64?] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, isInside(parts[1]) else { continue }
      result.updateValue(UInt64(parts[0], radix: 16), forKey: String(parts[1]))
    }
    return result
  }

  /// A list that somebody tampered with must not lead out of the folder.
  private static func isInside(_ name: Substring) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }
}

/// Replaces or makes a file whole, without waiting for the disk: it can always be made again.
private func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
  let temporary = path + ".crux-new"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
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

/// Names, relative to the folder, and sizes of all files but hidden ones; links count as files.
private func filesBelow(_ root: String) throws(FileFailure) -> [String: Int] {
  var found: [String: Int] = [:]
  var folders = [""]
  while let folder = folders.popLast() {
    guard let stream = opendir(root + "/" + folder) else {
      throw FileFailure(action: .list, path: root + "/" + folder, reason: .system(errno))
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") || name.hasSuffix(".crux-new") { continue }
      var status = stat()
      guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      let file = FileStatus(status)
      if file.isFolder {
        folders.append(folder + name + "/")
      } else {
        found[folder + name] = file.size
      }
    }
  }
  return found
}
