/// Writes the blocks of a post as CommonMark, inside block quotes and list items.
///
/// A container is written with its first block, so that an empty one leaves no trace. Deeper than
/// `mostContainers` there are none: their blocks stand in the innermost one that there is.
struct MarkdownWriter {
  /// Every line repeats the marks of all containers around it.
  static let mostContainers = 20

  private struct Container {
    /// What its first line begins with, until that is written.
    var marker: [UInt8]?
    /// What its other lines begin with.
    let prefix: [UInt8]
  }

  private(set) var output: [UInt8] = []
  private var containers: [Container] = []
  /// Containers too deep to be written.
  private var overflow = 0
  /// How many containers are open now and were so at the last block.
  private var shared = 0
  /// Containers that were not written as such, for their depth.
  private(set) var flattened = 0

  /// How the next block stands to the one before it.
  enum Spacing {
    case blankLine, tight
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  // MARK: Containers

  mutating func openQuote() {
    open(Container(marker: Array("> ".utf8), prefix: Array("> ".utf8)))
  }

  /// - Parameter marker: `-` or `3.`.
  mutating func openItem(_ marker: String) {
    let marker = Array(marker.utf8) + [0x20]
    open(Container(marker: marker, prefix: Array(repeating: 0x20, count: marker.count)))
  }

  private mutating func open(_ container: Container) {
    guard containers.count < Self.mostContainers else {
      overflow += 1
      flattened += 1
      return
    }
    containers.append(container)
  }

  mutating func closeContainer() {
    if overflow > 0 {
      overflow -= 1
      return
    }
    _ = containers.popLast()
    shared = min(shared, containers.count)
  }

  // MARK: Blocks

  /// - Parameter inline: From `inlineMarkdown`; the starts of its lines are escaped here.
  mutating func paragraph(_ inline: [UInt8], _ spacing: Spacing = .blankLine) {
    write(protectLineStarts(inline), spacing)
  }

  /// - Parameter inline: Must be one line.
  mutating func heading(_ level: Int, _ inline: [UInt8]) {
    var line = Array(repeating: UInt8(ascii: "#"), count: min(max(level, 1), 6)) + [0x20]
    let closing = inline.lastIndex { $0 != UInt8(ascii: "#") }.map { $0 + 1 } ?? 0
    line += inline[..<closing]
    if closing < inline.count { line.append(UInt8(ascii: "\\")) }
    write(line + inline[closing...])
  }

  mutating func rule() { write(Array("***".utf8)) }

  /// A fenced block; the text's last line break may be left out.
  mutating func code(_ text: [UInt8], language: String = "") {
    let fence = Array(
      repeating: UInt8(ascii: "`"), count: max(3, longestRun(of: "`", in: text) + 1))
    let name = language.utf8.prefix(32).filter {
      $0.isASCIILetter || $0.isASCIIDigit || "+#-._".utf8.contains($0)
    }
    let text = text.last == UInt8(ascii: "\n") ? text.dropLast() : text[...]
    write(fence + name + [0x0A] + text + [0x0A] + fence)
  }

  private mutating func write(_ block: [UInt8], _ spacing: Spacing = .blankLine) {
    if !output.isEmpty {
      output.append(0x0A)
      if spacing == .blankLine { blankLine() }
    }
    for (number, line) in block.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      if number > 0 { output.append(0x0A) }
      startLine()
      output += line
      while output.last == 0x20 { output.removeLast() }
    }
    shared = containers.count
  }

  private mutating func blankLine() {
    for container in containers[..<shared] { output += container.prefix }
    while output.last == 0x20 { output.removeLast() }
    output.append(0x0A)
  }

  private mutating func startLine() {
    for index in containers.indices {
      output += containers[index].marker ?? containers[index].prefix
      containers[index].marker = nil
    }
  }
}
