/// A JSON text (RFC 8259), read: a flat list of its values, so that no depth of nesting can overflow
/// a stack.
///
/// It keeps the text, and of each value where it begins: 16 bytes. Names, strings and numbers are
/// read from there each time they are asked for, since most of what an export holds never is.
package final class JSONDocument: Sendable {
  package enum Kind: UInt8, Sendable {
    case null, flag, number, string, array, object
  }

  struct Node: Sendable {
    var kind: Kind
    /// Where the value begins, in bytes.
    var offset: UInt32
    /// Of a member of an object: where its name begins; else 0, where no name can.
    var name: UInt32
    /// The index after its last descendant.
    var end: UInt32 = 0
  }

  let bytes: [UInt8]
  let nodes: [Node]

  init(bytes: [UInt8], nodes: [Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  /// The outermost value.
  package var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The string that begins at the byte, which the parser found to be one.
  func string(at offset: UInt32) -> String {
    var reader = JSONStringReader(bytes, at: Int(offset))
    return (try? reader.read()) ?? ""
  }

  /// Whether the string that begins at the byte is this one.
  func isString(at offset: UInt32, _ text: String) -> Bool {
    let start = Int(offset) + 1
    let text = text.utf8
    guard start + text.count < bytes.count else { return false }
    if bytes[start...].starts(with: text), bytes[start + text.count] == UInt8(ascii: "\"") {
      return true
    }
    let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    guard let end, bytes[end] == UInt8(ascii: "\\") else { return false }
    return string(at: offset).utf8.elementsEqual(text)
  }
}

/// One value of a document.
package struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  package var kind: JSONDocument.Kind { node.kind }
  /// Where it begins, in bytes.
  package var offset: Int { Int(node.offset) }
  package var string: String? { kind == .string ? document.string(at: node.offset) : nil }
  package var flag: Bool? {
    kind == .flag ? document.bytes[offset] == UInt8(ascii: "t") : nil
  }
  /// The name under which it is a member; nil for anything but a member of an object.
  package var name: String? { node.name > 0 ? document.string(at: node.name) : nil }

  /// The nearest double, so that a number beyond all doubles is infinite.
  package var number: Double? {
    guard kind == .number else { return nil }
    let text = document.bytes[offset...].prefix { byte in
      (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    return Double(String(decoding: text, as: UTF8.self))
  }

  /// The items of an array or the members of an object, in order; else nothing.
  package var children: [JSONValue] {
    guard kind == .array || kind == .object else { return [] }
    var children: [JSONValue] = []
    var child = index + 1
    while child < node.end {
      children.append(JSONValue(document: document, index: child))
      child = Int(document.nodes[child].end)
    }
    return children
  }

  /// The last member with this name.
  package subscript(_ name: String) -> JSONValue? {
    guard kind == .object else { return nil }
    var found: JSONValue?
    var child = index + 1
    while child < node.end {
      let member = document.nodes[child]
      if document.isString(at: member.name, name) {
        found = JSONValue(document: document, index: child)
      }
      child = Int(member.end)
    }
    return found
  }
}

/// Where a text stops being JSON.
package struct JSONProblem: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    case unexpected(String)
    case ended
    case badString
    case badNumber(String)
    case notUTF8
    case moreAfterEnd
    /// More values than the reader was told to take.
    case tooManyValues(limit: Int)
  }

  /// In bytes.
  package var offset: Int
  package var reason: Reason
}

extension JSONProblem.Reason {
  package var words: String {
    switch self {
    case .unexpected(let text): "'\(text)' is not JSON here"
    case .ended: "the text ends in the middle of a value"
    case .badString: "a string that is not closed, or a wrong escape in it"
    case .badNumber(let text): "'\(text)' is not a JSON number"
    case .notUTF8: "bytes that are not UTF-8"
    case .moreAfterEnd: "there is more after the end of the value"
    case .tooManyValues(let limit): "more than \(limit) values"
    }
  }
}
