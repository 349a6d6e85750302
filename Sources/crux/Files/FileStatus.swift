import Glibc

/// What the file system says of a file; two that are equal are taken to have the same content by
/// whoever cannot afford to look.
struct FileStatus: Equatable, Sendable {
  /// In bytes.
  var size: Int
  /// Nanoseconds since 1970.
  var modified: Int64
  /// With `device`, the same for two names of one file.
  var inode: UInt64
  var device: UInt64
  /// Type and permissions.
  var mode: UInt32

  init(_ entry: stat) {
    size = Int(entry.st_size)
    modified = Int64(entry.st_mtim.tv_sec) * 1_000_000_000 + Int64(entry.st_mtim.tv_nsec)
    inode = UInt64(entry.st_ino)
    device = UInt64(entry.st_dev)
    mode = UInt32(entry.st_mode)
  }

  var isFile: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  /// Read, write and execute bits, with set-id and sticky.
  var permissions: UInt32 { mode & 0o7777 }
}

/// Whether there is a symbolic link at the path, wherever it leads.
func isLink(_ path: String) -> Bool {
  var entry = stat()
  return lstat(path, &entry) == 0 && entry.st_mode & mode_t(S_IFMT) == mode_t(S_IFLNK)
}

/// Of what the path leads to, through links; nil, with `errno` set, where that is nothing.
func status(of path: String) -> FileStatus? {
  var entry = stat()
  return stat(path, &entry) == 0 ? FileStatus(entry) : nil
}
