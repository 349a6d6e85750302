/// Where something stands in a file.
package struct Place: Hashable, Sendable, Comparable {
  /// From 1.
  package var line: Int
  /// In UTF-8 bytes, from 1.
  package var column: Int
  /// In bytes from the start of the file.
  package var offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  package static let start = Place(line: 1, column: 1, offset: 0)
  package static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
}

extension Place: CustomStringConvertible {
  package var description: String { "\(line):\(column)" }
}

/// A stretch of bytes: `lower` to before `upper`. Public for the reason that `ContentNode` is.
@frozen public struct ByteRange: Hashable, Sendable {
  public var lower: UInt32
  public var upper: UInt32

  @inlinable public init(_ lower: Int, _ upper: Int) {
    self.lower = UInt32(truncatingIfNeeded: lower)
    self.upper = UInt32(truncatingIfNeeded: upper)
  }

  @inlinable public init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

  @inlinable public var isEmpty: Bool { lower >= upper }
  @inlinable public var count: Int { Int(upper) - Int(lower) }
  @inlinable public var range: Range<Int> { Int(lower)..<Int(upper) }

  @inlinable public func overlaps(_ other: ByteRange) -> Bool {
    lower < other.upper && other.lower < upper
  }
}
