/// Output for readers: wrapped to the width of the terminal, styled where it has colour.
struct Page {
  let terminal: Terminal
  private(set) var text = ""
  private(set) var lineCount = 0

  /// A stretch of text in one style.
  struct Run {
    var text: String
    var style: Style?
    /// The address it leads to, in terminals that have links.
    var link: String?

    init(_ text: String, _ style: Style? = nil, link: String? = nil) {
      self.text = text
      self.style = style
      self.link = link
    }
  }

  init(terminal: Terminal) { self.terminal = terminal }

  mutating func blankLine() { end("") }

  /// One line that is not wrapped.
  mutating func line(_ runs: [Run], indent: Int = 0) {
    end(String(repeating: " ", count: indent) + runs.map(rendered).joined())
  }

  /// Running text, wrapped between words; a word longer than a line stands alone.
  mutating func paragraph(_ runs: [Run], indent: Int = 0, hanging: Int = 0) {
    let room = max(20, min(terminal.width, 100)) - indent
    var line: [Run] = []
    var used = 0
    var isFirst = true
    for word in words(of: runs) {
      let width = word.reduce(0) { $0 + displayWidth(visible($1.text)) }
      if used > 0, used + 1 + width > room {
        end(margin(indent, isFirst ? 0 : hanging) + line.map(rendered).joined())
        (line, used, isFirst) = ([], hanging, false)
      }
      if !line.isEmpty { used += 1 }
      append(word, to: &line)
      used += width
    }
    end(margin(indent, isFirst ? 0 : hanging) + line.map(rendered).joined())
  }

  /// Adds a word after a space; words in a row of one style are set off together.
  private func append(_ word: [Run], to line: inout [Run]) {
    var word = word[...]
    if let last = line.last, let first = word.first {
      if last.style == first.style, last.link == first.link {
        line[line.count - 1].text += " " + first.text
        word.removeFirst()
      } else {
        line.append(Run(" "))
      }
    }
    line += word
  }

  private func margin(_ indent: Int, _ hanging: Int) -> String {
    String(repeating: " ", count: indent + hanging)
  }

  private mutating func end(_ line: String) {
    text += line + "\n"
    lineCount += 1
  }

  private func rendered(_ run: Run) -> String {
    let shown = visible(run.text)
    let styled = run.style.map { terminal.styled(shown, $0) } ?? shown
    guard let link = run.link, terminal.hasLinks else { return styled }
    return "\u{1B}]8;;\(link)\u{1B}\\\(styled)\u{1B}]8;;\u{1B}\\"
  }

  /// Words with their styles; white space of any kind separates.
  private func words(of runs: [Run]) -> [[Run]] {
    var words: [[Run]] = []
    var word: [Run] = []
    for run in runs {
      var rest = run.text[...]
      while !rest.isEmpty {
        let end = rest.utf8.firstIndex(where: Page.isSpace) ?? rest.endIndex
        if end > rest.startIndex {
          word.append(Run(String(rest[..<end]), run.style, link: run.link))
        }
        guard end < rest.endIndex else { break }
        if !word.isEmpty { words.append(word) }
        word = []
        rest = rest[rest.utf8.index(after: end)...]
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09
  }
}
