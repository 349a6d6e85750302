import Glibc
import Synchronization

/// A file descriptor to print to, with a buffer that is written when it is full, on `flush`, and at
/// the end of the process.
final class Output: Sendable {
  private let descriptor: Int32
  private let isBuffered: Bool
  private let buffer = Mutex<[UInt8]>([])

  init(descriptor: Int32, isBuffered: Bool) {
    self.descriptor = descriptor
    self.isBuffered = isBuffered
  }

  func write(_ text: String) {
    write(bytes: text.utf8)
  }

  func write(bytes: some Sequence<UInt8>) {
    buffer.withLock { buffer in
      buffer += bytes
      if !isBuffered || buffer.count >= 1 << 16 { send(&buffer) }
    }
  }

  func flush() {
    buffer.withLock { send(&$0) }
  }

  /// A reader that went away ends the process quietly; a full disk is said.
  private func send(_ buffer: inout [UInt8]) {
    let sent = writeAll(buffer, to: descriptor)
    let code = errno
    buffer.removeAll(keepingCapacity: true)
    guard !sent else { return }
    if code == EPIPE { _exit(ExitStatus.fine.rawValue) }
    if descriptor != STDERR_FILENO {
      let failure = FileFailure(action: .write, path: "standard output", reason: .system(code))
      _ = writeAll(Array("crux: \(failure.words)\n".utf8), to: STDERR_FILENO)
    }
    _exit(ExitStatus.failure.rawValue)
  }
}

/// What a command is asked for. Flushed when the process ends.
let standardOutput: Output = {
  atexit { standardOutput.flush() }
  return Output(descriptor: STDOUT_FILENO, isBuffered: true)
}()

/// Findings' summaries, progress and failures.
let standardError = Output(descriptor: STDERR_FILENO, isBuffered: false)
