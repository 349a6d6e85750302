import CruxModel

/// A thread as the index holds it: without its body and without places in its file, but with those of
/// its words that pages about other things show.
package struct IndexedThread: Sendable {
  package var thread: DiscussionThread
  package var words: ThreadWords
  /// A hash of all that was read of it: two states of a thread with one fingerprint look the same from
  /// everywhere else.
  package var fingerprint: UInt64
}

/// A row that is taken into a hash as it is read, so that nothing is used that the hash leaves out.
final class FingerprintReader {
  private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  func text(_ row: Row, _ column: Int32) -> String {
    row.withBytes(column) { bytes in
      take(bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  func optionalText(_ row: Row, _ column: Int32) -> String? {
    take(row.isNull(column) ? 0 : 1)
    return row.isNull(column) ? nil : text(row, column)
  }

  func integer(_ row: Row, _ column: Int32) -> Int {
    let value = row.int64(column)
    take(UInt64(bitPattern: value))
    return Int(value)
  }

  func optionalInteger(_ row: Row, _ column: Int32) -> Int? {
    take(row.isNull(column) ? 0 : 1)
    return row.isNull(column) ? nil : integer(row, column)
  }

  func flag(_ row: Row, _ column: Int32) -> Bool { integer(row, column) != 0 }

  func real(_ row: Row, _ column: Int32) -> Double {
    let value = row.real(column)
    take(value.bitPattern)
    return value
  }

  /// Parts what was read from what follows.
  func take(_ word: UInt64) {
    hash = (hash ^ word) &* 0x0000_0100_0000_01b3
    hash ^= hash >> 29
  }

  private func take(_ bytes: UnsafeRawBufferPointer) {
    var position = 0
    while position + 8 <= bytes.count {
      take(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position += 8
    }
    var rest: UInt64 = 0
    for byte in bytes[position...] { rest = rest << 8 | UInt64(byte) }
    take(rest)
    take(UInt64(bytes.count))
  }
}
