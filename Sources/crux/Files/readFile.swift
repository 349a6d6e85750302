import Glibc

/// A file's bytes and what the file was like when they were read.
struct FileContent: Sendable {
  var bytes: [UInt8]
  var snapshot: FileSnapshot
}

/// What a file was like when it was read; `replaceFile` compares it before it writes.
struct FileSnapshot: Equatable, Sendable {
  var status: FileStatus
  /// `contentHash` of the bytes.
  var hash: UInt64
}

/// More than this is refused: positions in a thread are 32 bits wide and its values take ten times
/// the space of the file.
let largestFile = 1 << 30

/// Reads a whole file; pipes, devices and folders are refused without waiting for them.
func readFile(_ path: String) throws(FileFailure) -> FileContent {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw .reading(path) }
  defer { close(descriptor) }
  var entry = stat()
  guard fstat(descriptor, &entry) == 0 else { throw .reading(path) }
  let status = FileStatus(entry)
  guard status.isFile else { throw .reading(path, .notAFile) }
  guard status.size <= largestFile else { throw .reading(path, .tooLarge) }
  let bytes = try readToEnd(descriptor, expecting: status.size, path: path)
  return FileContent(
    bytes: bytes, snapshot: FileSnapshot(status: status, hash: contentHash(bytes)))
}

/// Reads standard input to its end.
func readStandardInput() throws(FileFailure) -> [UInt8] {
  try readToEnd(STDIN_FILENO, expecting: 1 << 16, path: "-")
}

/// Reads until the end, which may be before or after the expected size where somebody is writing.
private func readToEnd(
  _ descriptor: Int32, expecting size: Int, path: String
) throws(FileFailure) -> [UInt8] {
  var bytes: [UInt8] = []
  var room = size + 1
  while true {
    let part = readPart(descriptor, upTo: room)
    guard let part else { throw .reading(path) }
    if part.isEmpty { return bytes }
    if bytes.isEmpty { bytes = part } else { bytes += part }
    guard bytes.count <= largestFile else { throw .reading(path, .tooLarge) }
    room = max(size + 1 - bytes.count, 1 << 16)
  }
}

/// Up to so many bytes, empty at the end; nil, with `errno` set, on failure.
private func readPart(_ descriptor: Int32, upTo room: Int) -> [UInt8]? {
  var failed = false
  let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    var got = read(descriptor, buffer.baseAddress, room)
    while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, room) }
    failed = got < 0
    count = max(0, got)
  }
  return failed ? nil : part
}

/// A hash to tell contents apart, the same on every machine (FNV-1a over 64-bit words, then bytes).
func contentHash(_ bytes: [UInt8]) -> UInt64 {
  var hasher = ContentHasher()
  hasher.add(bytes)
  return hasher.hash
}

/// `contentHash` of what comes in pieces, all but the last of which are multiples of 8 bytes long.
struct ContentHasher {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325
  private var count = 0

  var hash: UInt64 { state ^ UInt64(count) }

  mutating func add(_ bytes: [UInt8]) {
    count += bytes.count
    bytes.withUnsafeBytes { buffer in
      var position = 0
      while position + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        state = (state ^ UInt64(littleEndian: word)) &* 0x0000_0100_0000_01b3
        state ^= state >> 29
        position += 8
      }
      for byte in buffer[position...] {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
  }
}

extension FileFailure {
  /// A read that failed for the given reason, else for what `errno` says now.
  static func reading(_ path: String, _ reason: Reason? = nil) -> FileFailure {
    FileFailure(action: .read, path: path, reason: reason ?? .ofErrno(at: path))
  }
}

extension FileFailure.Reason {
  /// What `errno` says now of a path that was not found or could not be read.
  fileprivate static func ofErrno(at path: String) -> Self {
    let code = errno
    return code == ENOENT && isLink(path) ? .deadLink : .system(code)
  }
}
