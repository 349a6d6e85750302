/// Bytes or nodes in a row, owned by whoever writes them.
///
/// What the parser's hottest loops fill without reference counts and without asking whether it is
/// shared. It may begin in the memory of an array that is to hold the elements; where it grows out of
/// that it is turned into another one when it is whole.
struct FlatBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0
  /// Whether the memory is somebody else's.
  private(set) var isLent: Bool

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
    isLent = false
  }

  /// Begins in memory that stays valid as long as the buffer does.
  init(in room: UnsafeMutableBufferPointer<Element>) {
    isLent = room.baseAddress != nil
    capacity = isLent ? room.count : 16
    base = room.baseAddress ?? .allocate(capacity: 16)
  }

  deinit { if !isLent { base.deallocate() } }

  /// Valid until something is appended.
  @inline(__always) var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }

  /// The elements of the range; valid until something is appended.
  @inline(__always) func part(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeBufferPointer(rebasing: elements[range])
  }

  var array: [Element] { Array(elements) }

  @inline(__always) var last: Element? { count == 0 ? nil : base[count - 1] }

  @inline(__always) subscript(index: Int) -> Element {
    _read {
      precondition(index >= 0 && index < count)
      yield base[index]
    }
    _modify {
      precondition(index >= 0 && index < count)
      yield &base[index]
    }
  }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    base[count] = element
    count += 1
  }

  @inline(__always) mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let start = elements.baseAddress else { return }
    if elements.count > capacity - count { grow(by: elements.count) }
    (base + count).update(from: start, count: elements.count)
    count += elements.count
  }

  /// Appends at most so many elements, written by the closure to where it is given; how many it says
  /// that it wrote.
  @inline(__always) mutating func append(
    upTo most: Int, _ write: (UnsafeMutablePointer<Element>) -> Int
  ) -> Int {
    if most > capacity - count { grow(by: most) }
    let written = write(base + count)
    precondition(written <= most)
    count += written
    return written
  }

  @inline(__always) mutating func popLast() -> Element? {
    if count == 0 { return nil }
    count -= 1
    return base[count]
  }

  mutating func insert(_ element: Element, at index: Int) {
    precondition(index >= 0 && index <= count)
    if count == capacity { grow(by: 1) }
    (base + index + 1).update(from: base + index, count: count - index)
    base[index] = element
    count += 1
  }

  /// Forgets the elements from the index on.
  mutating func removeAll(from index: Int) {
    precondition(index >= 0 && index <= count)
    count = index
  }

  /// Makes room for so many elements in all.
  mutating func reserve(_ wanted: Int) {
    if wanted > capacity { move(to: wanted) }
  }

  @inline(never) private mutating func grow(by more: Int) {
    move(to: max(capacity * 2, count + more))
  }

  private mutating func move(to capacity: Int) {
    self.capacity = capacity
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    if !isLent { base.deallocate() }
    isLent = false
    base = larger
  }
}
