import Glibc

/// The right to write an index, held by one process at a time and let go when it ends, however it
/// ends.
final class WriterLock {
  private let descriptor: Int32

  /// Nil where somebody else holds it.
  init?(_ location: IndexLocation) throws(FileFailure) {
    descriptor = open(location.lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .writing(location.lockPath) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    let code = errno
    guard code == EWOULDBLOCK || code == EINTR else {
      throw .writing(location.lockPath, .system(code))
    }
    return nil
  }

  deinit { close(descriptor) }

  /// Waits until it is free, asking twenty times a second.
  static func waiting(_ location: IndexLocation) throws(FileFailure) -> WriterLock {
    while true {
      if let lock = try WriterLock(location) { return lock }
      usleep(50_000)
    }
  }
}
