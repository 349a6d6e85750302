import CruxModel

/// A place of a thread's content where something is marked: a header, an inline mark, or a quote
/// that a stand-in was made from.
struct Annotation {
  enum Form {
    /// A header in a paragraph; its words run to `end`.
    case header
    /// Words of the post marked by a link.
    case mark
    /// A block quote that something answers.
    case quote
  }

  var form: Form
  /// Where it begins.
  var node: Int
  /// After its last node.
  var end: Int
  /// Indices into the thread's lists.
  var statement: Int?
  var links: [Int] = []
  var stances: [Int] = []

  /// All of a thread, in order of their nodes. Those of one place in the file are one.
  static func all(of thread: DiscussionThread) -> [Annotation] {
    var collector = AnnotationCollector(thread: thread)
    collector.collect()
    return collector.found.sorted { ($0.node, $0.end) < ($1.node, $1.end) }
  }
}

private struct AnnotationCollector {
  let thread: DiscussionThread
  var found: [Annotation] = []
  /// Which annotation begins at a byte of the file.
  private var ofOffset: [Int: Int] = [:]

  init(thread: DiscussionThread) { self.thread = thread }

  mutating func collect() {
    for index in thread.statements.indices { add(statement: index) }
    addBareHeaders()
    for (index, link) in thread.links.enumerated() {
      if let position = ofOffset[link.place.offset] { found[position].links.append(index) }
    }
    for (index, stance) in thread.stances.enumerated() {
      if let position = ofOffset[stance.place.offset] { found[position].stances.append(index) }
    }
  }

  private mutating func add(statement index: Int) {
    let statement = thread.statements[index]
    let form: Annotation.Form =
      switch statement.form {
      case .inline: .mark
      case .standIn: .quote
      default: .header
      }
    let node = form == .mark ? statement.content.lowerBound - 1 : statement.header.lowerBound
    guard thread.body.content.indices.contains(node) else { return }
    add(
      Annotation(
        form: form, node: node, end: Int(thread.body.content[node].end), statement: index),
      at: statement.place)
  }

  /// Headers that define nothing: stances, and links between statements defined elsewhere.
  private mutating func addBareHeaders() {
    let places = Set(
      (thread.links.map(\.place) + thread.stances.map(\.place))
        .filter { ofOffset[$0.offset] == nil }.map(\.offset))
    guard !places.isEmpty else { return }
    for (index, node) in thread.body.content.enumerated()
    where node.kind == .strong && node.flags.contains(.markup) {
      let offset = Int(node.source.lower)
      guard places.contains(offset), ofOffset[offset] == nil else { continue }
      ofOffset[offset] = found.count
      found.append(Annotation(form: .header, node: index, end: Int(node.end)))
    }
  }

  private mutating func add(_ annotation: Annotation, at place: Place) {
    if annotation.form != .quote, ofOffset[place.offset] == nil {
      ofOffset[place.offset] = found.count
    }
    found.append(annotation)
  }
}
