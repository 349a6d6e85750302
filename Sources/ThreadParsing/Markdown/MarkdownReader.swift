import CCMark
import CMarkArena
import CruxModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads Markdown with libcmark into a flat list: the only file that touches libcmark's tree.
///
/// `source` is what libcmark is given, `start` the offset where Markdown begins (after front
/// matter), `lines` its lines from there.
func readMarkdown(
  _ source: UnsafeBufferPointer<UInt8>, from start: Int, lines: SourceLines,
  placeholder: UInt8, credences: CredenceReader
) -> MarkdownDocument {
  var document = MarkdownDocument()
  let room = source.count - start
  guard room > 0 else { return document }
  var text: [UInt8] = []
  let nodeRoom = MarkupLimit.usualNodes(for: room)
  let content = [ContentNode](unsafeUninitializedCapacity: nodeRoom) { nodes, nodeCount in
    text = [UInt8](unsafeUninitializedCapacity: room + 16) { bytes, byteCount in
      var reader = TreeReader(
        writer: ContentWriter(
          source: source, lines: lines, placeholder: placeholder, credences: credences,
          bytes: FlatBuffer(in: bytes), nodes: FlatBuffer(in: nodes)))
      reader.read(source.part(start..<source.count))
      document = reader.writer.finish()
      if reader.writer.bytes.isLent { byteCount = reader.writer.bytes.count }
      if reader.writer.nodes.isLent { nodeCount = reader.writer.nodes.count }
    }
  }
  if document.text.isEmpty { document.text = text }
  if document.content.isEmpty { document.content = content }
  return document
}

/// libcmark's tree of the bytes, valid until the next call; nil where it is larger than markup may be.
private func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ options: Int32) -> OpaquePointer? {
  bytes.withMemoryRebound(to: CChar.self) {
    crux_parse($0.baseAddress, $0.count, options, MarkupLimit.tree(for: $0.count))
  }
}

/// Walks libcmark's tree with a loop and tells the writer what opens, closes and stands.
private struct TreeReader: ~Copyable {
  typealias Node = OpaquePointer

  var writer: ContentWriter
  /// Lines before what libcmark was given.
  private var linesBefore = 0

  init(writer: consuming ContentWriter) { self.writer = writer }

  /// Reads all that the writer's lines are of, and leaves the arena empty: the tree and a copy of what
  /// was read never take memory together.
  mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    let options = writer.lines.isUTF8 ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
    if let root = parse(source, options) {
      read(root)
    } else {
      readParts(of: source, options)
    }
    crux_arena_reset()
  }

  /// Reads Markdown that is too much for one tree.
  private mutating func readParts(of source: UnsafeBufferPointer<UInt8>, _ options: Int32) {
    let most = MarkupLimit.nodes(for: source.count)
    writer.reserveNodes(most)
    writer.noticeParts()
    for lines in MarkupLimit.parts(of: writer.lines, in: writer.source) {
      let isFull = lines.count > 1 && writer.nextIndex > most
      linesBefore = lines.lowerBound
      if !isFull, let root = parse(writer.source.part(writer.bytes(ofLines: lines)), options) {
        read(root)
      } else {
        writer.plainText(ofLines: lines)
      }
    }
  }

  private mutating func read(_ root: Node) {
    guard var node = cmark_node_first_child(root) else { return }
    var depth = 0
    while true {
      if enter(node) {
        if let child = cmark_node_first_child(node) {
          node = child
          depth += 1
          continue
        }
        writer.closeLast()
      }
      while true {
        if let sibling = cmark_node_next(node) {
          node = sibling
          break
        }
        guard depth > 0, let parent = cmark_node_parent(node) else { return }
        writer.closeLast()
        node = parent
        depth -= 1
      }
    }
  }

  /// Whether the node was opened: it may have children, and is to be closed.
  private mutating func enter(_ node: Node) -> Bool {
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT: writer.text(literal(node))
    case CMARK_NODE_SOFTBREAK: writer.lineBreak(.softBreak)
    case CMARK_NODE_LINEBREAK: writer.lineBreak(.hardBreak)
    case CMARK_NODE_CODE: writer.code(literal(node))
    case CMARK_NODE_HTML_INLINE, CMARK_NODE_CUSTOM_INLINE: writer.html(literal(node))
    case CMARK_NODE_CODE_BLOCK:
      let info = UnsafeBufferPointer(cString: cmark_node_get_fence_info(node))
      writer.codeBlock(literal(node), info: info, at: extent(node))
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_CUSTOM_BLOCK:
      writer.htmlBlock(literal(node), at: extent(node))
    case CMARK_NODE_THEMATIC_BREAK: writer.thematicBreak(at: extent(node))
    default: return open(node, type)
    }
    return false
  }

  private mutating func open(_ node: Node, _ type: cmark_node_type) -> Bool {
    switch type {
    case CMARK_NODE_EMPH: writer.openEmphasis(.emphasis)
    case CMARK_NODE_STRONG: writer.openEmphasis(.strong)
    case CMARK_NODE_LINK: openLink(node, isImage: false)
    case CMARK_NODE_IMAGE: openLink(node, isImage: true)
    case CMARK_NODE_PARAGRAPH: writer.openLeaf(.paragraph, number: 0, at: position(node))
    case CMARK_NODE_HEADING:
      let level = UInt32(cmark_node_get_heading_level(node))
      writer.openLeaf(.heading, number: level, at: position(node))
    case CMARK_NODE_BLOCK_QUOTE: writer.openQuote(at: position(node))
    case CMARK_NODE_LIST: openList(node)
    case CMARK_NODE_ITEM: openItem(node)
    default: return false
    }
    return true
  }

  private mutating func openLink(_ node: Node, isImage: Bool) {
    writer.openLink(
      isImage: isImage, address: UnsafeBufferPointer(cString: cmark_node_get_url(node)),
      title: UnsafeBufferPointer(cString: cmark_node_get_title(node)))
  }

  private mutating func openList(_ node: Node) {
    var flags: ContentNode.Flags = cmark_node_get_list_tight(node) != 0 ? .tight : .none
    if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST { flags.insert(.ordered) }
    writer.openList(
      flags, first: UInt32(max(0, cmark_node_get_list_start(node))), at: position(node))
  }

  private mutating func openItem(_ node: Node) {
    let content = cmark_node_first_child(node).map { position($0) }
    writer.openItem(at: position(node), content: content)
  }

  private func literal(_ node: Node) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(cString: cmark_node_get_literal(node))
  }

  private func position(_ node: Node) -> BlockPosition {
    BlockPosition(
      line: linesBefore + Int(cmark_node_get_start_line(node)),
      column: Int(cmark_node_get_start_column(node)))
  }

  private func extent(_ node: Node) -> (start: BlockPosition, lastLine: Int) {
    (position(node), linesBefore + Int(cmark_node_get_end_line(node)))
  }
}

/// Where libcmark says that a block starts: line from 1 in what it was given, byte column from 1.
struct BlockPosition {
  var line: Int
  var column: Int
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes before the terminating NUL; empty for no string.
  fileprivate init(cString: UnsafePointer<CChar>?) {
    guard let cString else {
      self.init(start: nil, count: 0)
      return
    }
    let count = strlen(cString)
    self.init(start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
  }
}

/// Of the libcmark in use, `0.30.2`.
package var markdownLibraryVersion: String { String(cString: cmark_version_string()) }
