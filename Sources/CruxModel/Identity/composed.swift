@_spi(_Unicode) import Swift

/// The text in normalization form C (Unicode Standard Annex 15): `é` as one scalar.
///
/// Swift finds both spellings equal, but their bytes differ.
package func composed(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var scalars = String.UnicodeScalarView()
  scalars.append(contentsOf: text._nfc)
  return String(scalars)
}
