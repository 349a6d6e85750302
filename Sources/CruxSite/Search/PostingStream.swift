/// Where a term occurs, packed as numbers of seven bits a byte, in order of document.
struct PostingStream {
  private var bytes: [UInt8] = []
  private var last = 0

  mutating func add(_ document: Int, _ field: SearchThread.Field, count: Int) {
    let isMany = count > 1
    // All streams together are most of what a build holds: none has room for twice as much.
    if bytes.capacity - bytes.count < 8 { bytes.reserveCapacity(bytes.count * 5 / 4 + 16) }
    bytes.appendPacked((document - last) << 3 | Int(field.rawValue) << 1 | (isMany ? 1 : 0))
    if isMany { bytes.appendPacked(count) }
    last = document
  }

  func forEach(_ body: (_ document: Int, _ field: SearchThread.Field, _ count: Int) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      func next() -> Int {
        var number = 0
        var shift = 0
        while position < bytes.count {
          let byte = bytes[position]
          position += 1
          number |= Int(byte & 0x7F) << shift
          if byte < 0x80 { break }
          shift += 7
        }
        return number
      }
      var document = 0
      while position < bytes.count {
        let head = next()
        document += head >> 3
        let field = SearchThread.Field(rawValue: UInt8(head >> 1 & 3)) ?? .own
        body(document, field, head & 1 == 1 ? next() : 1)
      }
    }
  }
}
