import CMarkArena

/// Whether the bytes are UTF-8.
func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = bytes.baseAddress else { return true }
  return crux_utf8_length(base, bytes.count) == bytes.count
}
