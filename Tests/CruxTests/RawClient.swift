import Glibc
import Testing

/// A connection to a server on this machine that sends exactly the bytes it is told to.
final class RawClient {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, size)
      }
    }
    try #require(code == 0)
  }

  deinit { close(descriptor) }

  /// False where the other side has hung up.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// What comes until `isWhole` says that it is enough, the other side hangs up, or the time is over.
  func receive(
    within milliseconds: Int = 10_000, until isWhole: (String) -> Bool = { _ in false }
  ) -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let end = now() + milliseconds
    while now() < end {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(end - now())) > 0 else { break }
      let count = recv(descriptor, &part, part.count, 0)
      guard count > 0 else { break }
      bytes += part[..<count]
      if isWhole(String(decoding: bytes, as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the other side hangs up in time; what it sends before is dropped.
  func isClosed(within milliseconds: Int) -> Bool {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let end = now() + milliseconds
    while now() < end {
      var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Int32(end - now())) > 0 else { return false }
      if recv(descriptor, &part, part.count, 0) <= 0 { return true }
    }
    return false
  }

  /// Milliseconds of a clock that never goes back.
  private func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
