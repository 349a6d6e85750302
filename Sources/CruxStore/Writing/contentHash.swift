/// 64 bits made from the bytes, to tell whether a file changed; not for secrets.
///
/// wyhash's mixing step over words of eight bytes (Wang Yi 2019), two lanes at a time.
package func contentHash(_ bytes: [UInt8]) -> UInt64 {
  bytes.withUnsafeBytes { buffer in
    var lanes: (UInt64, UInt64) = (0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB)
    var offset = 0
    while offset + 16 <= buffer.count {
      lanes.0 = mix(lanes.0 ^ word(buffer, offset), 0x8EBC_6AF0_9C88_C6E3)
      lanes.1 = mix(lanes.1 ^ word(buffer, offset + 8), 0x5899_65CC_7537_4CC3)
      offset += 16
    }
    while offset < buffer.count {
      lanes.0 = mix(lanes.0 ^ UInt64(buffer[offset]), 0x8EBC_6AF0_9C88_C6E3)
      offset += 1
    }
    return mix(lanes.0 ^ UInt64(buffer.count), lanes.1 ^ 0x1D8E_4E27_C47D_124F)
  }
}

private func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

private func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
  let product = left.multipliedFullWidth(by: right)
  return product.high ^ product.low
}
