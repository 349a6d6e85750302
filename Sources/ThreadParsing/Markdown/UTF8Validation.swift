import CMarkArena

/// Whether the bytes are UTF-8 (Unicode 15 table 3-7): runs of ASCII at once, the rest by hand.
func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = bytes.baseAddress else { return true }
  var position = 0
  while position < bytes.count {
    position += crux_ascii_length(base + position, bytes.count - position)
    if position == bytes.count { return true }
    let length = lengthOfScalar(bytes, at: position)
    if length == 0 { return false }
    position += length
  }
  return true
}

/// The length of the well-formed scalar at the position, 0 where there is none.
private func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
  let first = bytes[position]
  if first < 0x80 { return 1 }
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch first {
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: length = 4
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return 0
  }
  guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { return 0 }
  for index in position + 2..<max(position + 2, position + length)
  where !(0x80...0xBF).contains(bytes[index]) { return 0 }
  return length
}
