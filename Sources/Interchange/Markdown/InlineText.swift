/// The words of one paragraph or heading with their styles, while they are read.
///
/// White space is collapsed as HTML has it: any run of it is one space, and none stands at the start
/// or end of a line. Control characters are left out, since Markdown has no way to write them.
struct InlineText {
  struct Style: OptionSet, Hashable {
    let rawValue: UInt8
    static let strong = Style(rawValue: 1)
    static let emphasis = Style(rawValue: 2)
    static let code = Style(rawValue: 4)
    /// Struck out: written `~~…~~`, since leaving it out would turn the meaning round.
    static let struck = Style(rawValue: 8)
    static let raised = Style(rawValue: 16)
    static let lowered = Style(rawValue: 32)
  }

  struct Run {
    var text: [UInt8]
    var style: Style
    /// Where a link on the words leads; nil for words without a link.
    var link: String?
    var isBreak = false

    func looksLike(_ other: Run) -> Bool {
      style == other.style && link == other.link && !isBreak && !other.isBreak
    }
  }

  private(set) var runs: [Run] = []
  /// The style of white space read and not yet written.
  private var owedSpace: Style?

  /// Whether there is no word yet.
  var isEmpty: Bool { runs.isEmpty }
  var endsWithBreak: Bool { runs.last?.isBreak ?? false }

  mutating func append(_ text: some Collection<UInt8>, style: Style = [], link: String? = nil) {
    var run = Run(text: [], style: style, link: link)
    run.text.reserveCapacity(text.count + 1)
    for byte in text {
      if byte.isSpace {
        owedSpace = owedSpace?.intersection(style) ?? style
        continue
      }
      if byte < 0x20 || byte == 0x7F { continue }
      if let space = owedSpace { add(space: space, before: &run) }
      run.text.append(byte)
    }
    add(run)
  }

  /// A hard break; none at the start.
  mutating func breakLine() {
    owedSpace = nil
    if isEmpty || endsWithBreak { return }
    runs.append(Run(text: [], style: [], isBreak: true))
  }

  /// The runs so far, without breaks at the end; empties this.
  mutating func take() -> [Run] {
    if endsWithBreak { runs.removeLast() }
    owedSpace = nil
    defer { runs = [] }
    return runs
  }

  /// Inside a run the space is the run's; between two it is of neither.
  private mutating func add(space: Style, before run: inout Run) {
    owedSpace = nil
    if !run.text.isEmpty { return run.text.append(0x20) }
    guard let last = runs.last, !last.isBreak else { return }
    let shared = last.style.intersection(run.style).intersection(space)
    let link = last.link == run.link ? run.link : nil
    if last.looksLike(run), shared == run.style {
      run.text.append(0x20)
    } else {
      add(Run(text: [0x20], style: shared.subtracting(.code), link: link))
    }
  }

  private mutating func add(_ run: Run) {
    if run.text.isEmpty { return }
    if let last = runs.last, last.looksLike(run) {
      runs[runs.count - 1].text += run.text
    } else {
      runs.append(run)
    }
  }
}
