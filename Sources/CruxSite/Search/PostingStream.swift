/// Where a term occurs, packed as numbers of seven bits a byte, in order of document.
struct PostingStream {
  private var bytes: [UInt8] = []
  private var last = 0

  /// - Parameters:
  ///   - places: of the term in one thread; never empty.
  ///   - first: the first document of the thread.
  mutating func add(_ places: UnsafeBufferPointer<SearchThread.Place>, first: Int) {
    // A number below 2 to the 35 and one below 2 to the 32 take five bytes each.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: places.count * 10) { packed in
      var end = 0
      for place in places {
        let document = first + place.document
        let isMany = place.count > 1
        packed.putPacked(
          (document - last) << 3 | Int(place.field.rawValue) << 1 | (isMany ? 1 : 0), at: &end)
        if isMany { packed.putPacked(Int(place.count), at: &end) }
        last = document
      }
      // All streams together are most of what a build holds: none has room for twice as much.
      if bytes.capacity - bytes.count < end { bytes.reserveCapacity(bytes.count * 5 / 4 + 8 + end) }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: packed[..<end]))
    }
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
