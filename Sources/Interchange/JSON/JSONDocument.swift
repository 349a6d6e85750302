/// A JSON text (RFC 8259), read: a flat list of its values, so that no depth of nesting can overflow
/// a stack.
package struct JSONDocument: Sendable {
  package enum Kind: UInt8, Sendable {
    case null, flag, number, string, array, object
  }

  struct Node: Sendable {
    var kind: Kind
    /// Where the value begins, in bytes.
    var offset: Int
    /// A number's value; 1 for true.
    var number = 0.0
    /// Of a string: its number in `strings`; of a member of an object: that of its name.
    var string: Int32 = -1
    var name: Int32 = -1
    /// The index after its last descendant.
    var end: Int = 0
  }

  var nodes: [Node] = []
  var strings: [String] = []

  /// The outermost value.
  package var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// One value of a document.
package struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  package var kind: JSONDocument.Kind { node.kind }
  /// Where it begins, in bytes.
  package var offset: Int { node.offset }
  package var string: String? { kind == .string ? document.strings[Int(node.string)] : nil }
  package var number: Double? { kind == .number ? node.number : nil }
  package var flag: Bool? { kind == .flag ? node.number == 1 : nil }
  /// The name under which it is a member; nil for anything but a member of an object.
  package var name: String? { node.name >= 0 ? document.strings[Int(node.name)] : nil }

  /// The items of an array or the members of an object, in order; else nothing.
  package var children: [JSONValue] {
    guard kind == .array || kind == .object else { return [] }
    var children: [JSONValue] = []
    var child = index + 1
    while child < node.end {
      children.append(JSONValue(document: document, index: child))
      child = document.nodes[child].end
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
      if document.strings[Int(member.name)] == name {
        found = JSONValue(document: document, index: child)
      }
      child = member.end
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
    case .tooManyValues(let limit): "more than \(limit) values; split the file"
    }
  }
}
