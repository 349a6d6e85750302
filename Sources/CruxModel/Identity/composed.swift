@_spi(_Unicode) import Swift

/// The text in normalization form C (Unicode Standard Annex 15): `é` as one scalar.
///
/// Swift finds both spellings equal, but their bytes differ.
package func composed(_ text: String) -> String {
  if isASCII(text) { return text }
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: text._nfc)
  return String(scalars)
}

/// The spellings of a text that differ in how accents are composed: forms C and D.
package func spellings(of text: String) -> [String] {
  if isASCII(text) { return [text] }
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: text._nfd)
  return [composed(text), String(scalars)]
}

private func isASCII(_ text: String) -> Bool {
  text.utf8.withContiguousStorageIfAvailable { bytes in
    var bits: UInt8 = 0
    for byte in bytes { bits |= byte }
    return bits < 0x80
  } ?? text.utf8.allSatisfy { $0 < 0x80 }
}
