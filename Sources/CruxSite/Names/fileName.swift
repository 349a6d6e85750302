/// A name for the page of an id, without `.html`: of `a`-`z`, `0`-`9` and `-._~` only, which
/// every host takes as they are (some read a `+` in an address as a space).
///
/// Two ids never share a name, on a disk that is blind to case or to Unicode forms either: a capital
/// becomes `~` and the small letter, a space `__`, a `/` inside the id `.`, every other byte `_` and
/// two hexadecimal digits; an id that would
/// take more than 150 bytes keeps its first 80 and ends in `_h` and its SHA-256. Names that Windows
/// keeps for devices (`con`, `com1`) have their first letter encoded.
///
///     fileName(for: "legible-hurts")   legible-hurts
///     fileName(for: "2024/June 1")     2024.~june__1
package func fileName(for id: String) -> String {
  var copy = id
  return copy.withUTF8(isFileName) ? id : encodedName(of: Array(id.utf8))
}

/// Whether the id may be its own name.
private func isFileName(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
  (1...150).contains(id.count) && id.allSatisfy(isPlain)
    && !(id.count < 5 && isDeviceName(Array(id)))
}

private func encodedName(of bytes: [UInt8]) -> String {
  let isDevice = isDeviceName(bytes)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + 8)
  for (index, byte) in bytes.enumerated() {
    if index == 0, isDevice {
      appendEncoded(byte, to: &result)
    } else if isPlain(byte) {
      result.append(byte)
    } else if (0x41...0x5A).contains(byte) {
      result += [UInt8(ascii: "~"), byte | 0x20]
    } else if byte == 0x20 {
      result += Array("__".utf8)
    } else if byte == UInt8(ascii: "/"), index > 0, bytes[index - 1] != byte {
      result.append(UInt8(ascii: "."))
    } else {
      appendEncoded(byte, to: &result)
    }
  }
  if result.isEmpty { return "_" }
  guard result.count > 150 else { return String(decoding: result, as: UTF8.self) }
  return String(decoding: result.prefix(80), as: UTF8.self) + "_h" + SHA256.hexadecimal(of: bytes)
}

private func isPlain(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
}

private func appendEncoded(_ byte: UInt8, to result: inout [UInt8]) {
  result.append(UInt8(ascii: "_"))
  result.append(hexadecimalDigit(byte >> 4, ten: UInt8(ascii: "a")))
  result.append(hexadecimalDigit(byte & 15, ten: UInt8(ascii: "a")))
}

/// Whether what stands before the first dot of the name to be is a device's.
private func isDeviceName(_ id: [UInt8]) -> Bool {
  let length = id.firstIndex(of: UInt8(ascii: "/")) ?? id.count
  guard length == 3 || length == 4 else { return false }
  let beginning = String(decoding: id.prefix(3), as: UTF8.self)
  if length == 3 { return ["con", "prn", "aux", "nul"].contains(beginning) }
  return (0x30...0x39).contains(id[3]) && ["com", "lpt"].contains(beginning)
}
