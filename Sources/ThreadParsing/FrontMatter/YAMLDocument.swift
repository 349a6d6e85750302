import CYAML
import CruxModel

/// A YAML document as a flat list of events: the only file that touches libyaml.
///
/// Nothing is nested and aliases are never expanded, so no input can make it larger than its bytes.
struct YAMLDocument {
  enum Event {
    case scalar(String, isPlain: Bool)
    /// `*name`: stands for nothing here.
    case alias
    case sequenceStart, mappingStart, end
  }

  struct Entry {
    var event: Event
    /// From 0.
    var line: Int
    /// The index after the last event of this value.
    var next: Int
  }

  enum Failure: Error, Equatable {
    case malformed(reason: String, line: Int)
    case tooLarge
  }

  static let deepest = 100
  static let largest = 1 << 20

  private(set) var entries: [Entry] = []

  /// Reads the bytes of one document. Throws `tooLarge` over 1 MB or 100 levels.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard bytes.count <= Self.largest else { throw .tooLarge }
    entries.reserveCapacity(16)
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw .malformed(reason: "no memory", line: 0)
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    if let failure = read(&parser, of: bytes) { throw failure }
  }

  private mutating func read(
    _ parser: inout yaml_parser_t, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Failure? {
    var open: [Int] = []
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        return Self.failure(of: parser, in: bytes)
      }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return nil
      case YAML_SCALAR_EVENT: append(.scalar(Self.text(event), isPlain: Self.isPlain(event)), event)
      case YAML_ALIAS_EVENT: append(.alias, event)
      case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
        guard open.count < Self.deepest else { return .tooLarge }
        open.append(entries.count)
        append(event.type == YAML_SEQUENCE_START_EVENT ? .sequenceStart : .mappingStart, event)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        append(.end, event)
        if let start = open.popLast() { entries[start].next = entries.count }
      case YAML_DOCUMENT_START_EVENT where !entries.isEmpty:
        return .malformed(reason: "more than one document", line: event.start_mark.line)
      default: break
      }
    }
  }

  private mutating func append(_ event: Event, _ source: yaml_event_t) {
    entries.append(Entry(event: event, line: source.start_mark.line, next: entries.count + 1))
  }

  private static func text(_ event: yaml_event_t) -> String {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ event: yaml_event_t) -> Bool {
    event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
  }

  /// What was open when the bytes ended is what has to be closed: its line is told then.
  private static func failure(
    of parser: yaml_parser_t, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Failure {
    let reason = parser.problem.map { String(cString: $0) } ?? "not YAML"
    let isUnclosed = parser.context != nil && parser.problem_mark.index >= characters(in: bytes)
    let line = max(parser.problem_mark.line, parser.context_mark.line)
    return .malformed(reason: reason, line: isUnclosed ? parser.context_mark.line : line)
  }

  /// As libyaml counts them: one for each scalar, none for a byte order mark at the start.
  private static func characters(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let byteOrderMarks = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
    return bytes.count { $0 & 0xC0 != 0x80 } - byteOrderMarks
  }
}

// MARK: Values

extension YAMLDocument {
  /// A value of the document: the index of its first event.
  struct Value {
    let document: YAMLDocument
    let index: Int

    private var entry: Entry { document.entries[index] }
    var line: Int { entry.line }

    /// The text of a scalar; nil for null and for lists and maps.
    var text: String? {
      guard case .scalar(let text, let isPlain) = entry.event else { return nil }
      return isPlain && ["", "~", "null"].contains(text) ? nil : text
    }

    var isNull: Bool {
      guard case .scalar(let text, let isPlain) = entry.event else { return false }
      return isPlain && ["", "~", "null"].contains(text)
    }

    /// The values of a list; nil for anything else.
    var list: [Value]? {
      guard case .sequenceStart = entry.event else { return nil }
      return children
    }

    /// The pairs of a map whose keys are scalars, in order; nil for anything else.
    var map: [(key: Value, value: Value)]? {
      guard case .mappingStart = entry.event else { return nil }
      let all = children
      return stride(from: 0, to: all.count - 1, by: 2).map { (all[$0], all[$0 + 1]) }
    }

    /// The texts of a list of scalars, or of one scalar; nil for anything else.
    var texts: [String]? {
      if let text { return [text] }
      if isNull { return [] }
      guard let list else { return nil }
      let texts = list.compactMap(\.text)
      return texts.count == list.count ? texts : nil
    }

    private var children: [Value] {
      var result: [Value] = []
      var child = index + 1
      while child < entry.next - 1 {
        result.append(Value(document: document, index: child))
        child = document.entries[child].next
      }
      return result
    }
  }

  var root: Value? { entries.isEmpty ? nil : Value(document: self, index: 0) }
}

/// Of the libyaml in use, `0.2.5`.
package var yamlLibraryVersion: String { String(cString: yaml_get_version_string()) }
