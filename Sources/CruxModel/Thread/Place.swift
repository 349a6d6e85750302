/// Where something stands in a file.
package struct Place: Hashable, Sendable, Comparable {
  private let lineNumber: UInt32
  private let byteColumn: UInt32
  private let byteOffset: UInt32

  /// From 1.
  package var line: Int { Int(lineNumber) }
  /// In UTF-8 bytes, from 1.
  package var column: Int { Int(byteColumn) }
  /// In bytes from the start of the file.
  package var offset: Int { Int(byteOffset) }

  /// Of files above 4 GB the places past that are cut off.
  package init(line: Int, column: Int, offset: Int) {
    lineNumber = UInt32(clamping: line)
    byteColumn = UInt32(clamping: column)
    byteOffset = UInt32(clamping: offset)
  }

  package static let start = Place(line: 1, column: 1, offset: 0)
  package static func < (left: Self, right: Self) -> Bool { left.byteOffset < right.byteOffset }
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
