import Glibc

/// Puts other bytes in place of a file that was read, keeping its permissions.
///
/// The bytes go to a temporary file in the same folder that is then renamed, so a reader sees the
/// old file or the new one. The file must still be as it was read; otherwise nothing is written.
/// Of two `crux` that replace files of one folder at once, the second waits and then sees what the
/// first wrote. A file that may not be written is left alone. A link is followed and stays a link.
func replaceFile(
  _ path: String, with bytes: [UInt8], ifStill snapshot: FileSnapshot
) throws(FileFailure) {
  guard let target = resolvedPath(path), access(target, W_OK) == 0 else { throw .writing(path) }
  let temporary = try writeTemporary(
    beside: target, bytes: bytes, permissions: snapshot.status.permissions)
  let lock = FolderLock(around: target)
  defer { lock.release() }
  do throws(FileFailure) {
    guard try readFile(target).snapshot == snapshot else {
      throw .writing(path, .changedMeanwhile)
    }
    guard rename(temporary, target) == 0 else { throw .writing(path) }
  } catch {
    unlink(temporary)
    throw error
  }
}

/// The right to replace files of a folder, held by one `crux` at a time and let go when it ends,
/// however it ends. Where the file system has no locks nothing is held.
struct FolderLock {
  private let descriptor: Int32

  /// Waits until it is free.
  init(around path: String) {
    descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  func release() {
    if descriptor >= 0 { close(descriptor) }
  }
}

private func folder(of path: String) -> String {
  let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
  return slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
}

/// Makes a file that must not exist yet; readers never see a part of it.
func createFile(
  _ path: String, with bytes: [UInt8], permissions: UInt32 = 0o644
) throws(FileFailure) {
  let temporary = try writeTemporary(beside: path, bytes: bytes, permissions: permissions)
  defer { unlink(temporary) }
  guard link(temporary, path) == 0 else {
    throw FileFailure(action: .create, path: path, reason: .system(errno))
  }
}

/// Writes the bytes to a new hidden file in the folder of `path` and waits until they are on disk.
/// Such files of a `crux` that was killed are removed on the way.
///
/// - Returns: the temporary file's path; the caller renames or removes it.
func writeTemporary(
  beside path: String, bytes: [UInt8], permissions: UInt32
) throws(FileFailure) -> String {
  let temporary = temporaryPath(beside: path)
  unlink(temporary)
  removeLeftovers(in: folder(of: path))
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw .writing(path) }
  var failure: Int32?
  if !writeAll(bytes, to: descriptor) || fchmod(descriptor, permissions) != 0
    || fsync(descriptor) != 0
  {
    failure = errno
  }
  if close(descriptor) != 0, failure == nil { failure = errno }
  guard let failure else { return temporary }
  unlink(temporary)
  throw .writing(path, .system(failure))
}

/// `folder/.name.crux-PID`, which listings skip and no other process uses.
private func temporaryPath(beside path: String) -> String {
  let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
  let name = path[(start ?? path.startIndex)...]
  return "\(path[..<(start ?? path.startIndex)]).\(name.prefix(100)).crux-\(getpid())"
}

/// Writes every byte; false, with `errno` set, on failure.
func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
  let written = bytes.withContiguousStorageIfAvailable { buffer in
    var rest = UnsafeRawBufferPointer(buffer)
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }
  return written ?? writeAll(Array(bytes), to: descriptor)
}

extension FileFailure {
  /// A write that failed for the given reason, else for what `errno` says now.
  static func writing(_ path: String, _ reason: Reason? = nil) -> FileFailure {
    FileFailure(action: .write, path: path, reason: reason ?? .system(errno))
  }
}
