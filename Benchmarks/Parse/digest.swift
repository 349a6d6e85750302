import CruxModel
import ThreadParsing

/// One number for everything that was read from a file, to see whether a change of the code changed
/// what it reads.
///
/// Nothing but the source is left out: the values of the model by their own descriptions (whose order
/// of dictionaries needs `SWIFT_DETERMINISTIC_HASHING=1`), the words and the nodes by their bytes.
func digest(of file: File) -> String {
  let thread = parseThread(file.bytes, path: file.path)
  var digest = Digest()
  digest.add(Array(String(reflecting: thread.withoutBody).utf8))
  digest.add(Array(dump(thread).utf8))
  digest.add(thread.body.text)
  digest.add(thread.body.attributes)
  thread.body.content.withUnsafeBytes { digest.add(Array($0)) }
  return String(digest.hash, radix: 16)
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
private struct Digest {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ UInt64(bytes.count)) &* 0x100_0000_01B3
  }
}
