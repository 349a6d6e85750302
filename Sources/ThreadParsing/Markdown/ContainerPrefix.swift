/// A block quote or list item that a line has to continue.
struct Container {
  enum Kind {
    case quote
    /// Columns that a continuation line is indented by, counted from where the container above ends.
    case item(indent: Int)
  }

  var kind: Kind
  /// The line it began on, as an index into the lines of the file.
  var firstLine: Int
  /// On its first line, the offset where its content begins.
  var firstContent: Int
}

/// How far a line goes through the markers of the containers around it.
struct ContainerPrefix {
  /// The offset after the markers that are there, before further indentation.
  var end: Int
  /// How many containers the line bears the marker of; fewer than all means that Markdown reads the
  /// line as a lazy continuation (CommonMark 0.30 §5.1).
  var matched: Int

  /// Reads the markers of a line that none of the containers begins on. Stops at the first marker
  /// that is not there, as libcmark does, so that the work is bounded by the line's length.
  init(of source: UnsafeBufferPointer<UInt8>, from start: Int, in containers: [Container]) {
    end = start
    matched = 0
    var column = 0
    for container in containers {
      switch container.kind {
      case .quote:
        guard readQuoteMarker(source, &column) else { return }
      case .item(let indent):
        guard readIndent(indent, source, &column) else { return }
      }
      matched += 1
    }
  }

  private mutating func readQuoteMarker(
    _ source: UnsafeBufferPointer<UInt8>, _ column: inout Int
  ) -> Bool {
    var position = end
    var next = column
    while position < source.count, ASCII.isBlank(source[position]) {
      next += width(of: source[position], at: next)
      position += 1
    }
    guard position < source.count, source[position] == ASCII.greater else { return false }
    position += 1
    next += 1
    if position < source.count, ASCII.isBlank(source[position]) {
      next += width(of: source[position], at: next)
      position += 1
    }
    (end, column) = (position, next)
    return true
  }

  private mutating func readIndent(
    _ indent: Int, _ source: UnsafeBufferPointer<UInt8>, _ column: inout Int
  ) -> Bool {
    var position = end
    var next = column
    while next - column < indent, position < source.count, ASCII.isBlank(source[position]) {
      next += width(of: source[position], at: next)
      position += 1
    }
    guard next - column >= indent else { return false }
    (end, column) = (position, next)
    return true
  }

  private func width(of byte: UInt8, at column: Int) -> Int {
    byte == ASCII.tab ? 4 - column % 4 : 1
  }
}
