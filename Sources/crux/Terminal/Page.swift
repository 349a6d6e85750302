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

  mutating func blankLine() { end([], margin: 0) }

  /// One line that is not wrapped.
  mutating func line(_ runs: [Run], indent: Int = 0) {
    end(runs.map { Run(visible($0.text), $0.style, link: $0.link) }, margin: indent)
  }

  /// Running text, wrapped between words. A word longer than a line is parted before wide letters, as
  /// Chinese is written without spaces; else it stands alone.
  mutating func paragraph(_ runs: [Run], indent: Int = 0, hanging: Int = 0) {
    let room = max(20, min(terminal.width, 100)) - indent
    var line: [Run] = []
    var used = 0
    var margin = indent
    func place(_ word: [Run], _ width: Int, after space: String) {
      if used > 0, used + space.utf8.count + width > room {
        end(line, margin: margin)
        line.removeAll(keepingCapacity: true)
        (used, margin) = (hanging, indent + hanging)
      }
      if !line.isEmpty { used += space.utf8.count }
      Page.append(word, to: &line, after: space)
      used += width
    }
    Page.forEachWord(of: runs) { word, width in
      guard width > room else { return place(word, width, after: " ") }
      for (index, part) in Page.parted(word).enumerated() {
        place(part, part.reduce(0) { $0 + displayWidth($1.text) }, after: index == 0 ? " " : "")
      }
    }
    end(line, margin: margin)
  }

  /// Adds a word; what has one style is set off together.
  private static func append(_ word: [Run], to line: inout [Run], after space: String) {
    var space = line.isEmpty ? "" : space
    for piece in word {
      if let last = line.last, last.style == piece.style, last.link == piece.link {
        line[line.count - 1].text += space
        line[line.count - 1].text += piece.text
      } else {
        if !space.isEmpty { line.append(Run(space)) }
        line.append(piece)
      }
      space = ""
    }
  }

  /// The word in parts, each of which but the first begins with a wide letter.
  private static func parted(_ word: [Run]) -> [[Run]] {
    var parts: [[Run]] = [[]]
    for run in word {
      for character in run.text {
        let last = parts.count - 1
        if isWideLetter(character), !parts[last].isEmpty {
          parts.append([Run(String(character), run.style, link: run.link)])
        } else {
          append([Run(String(character), run.style, link: run.link)], to: &parts[last], after: "")
        }
      }
    }
    return parts
  }

  private mutating func end(_ line: [Run], margin: Int) {
    text += String(repeating: " ", count: margin)
    for run in line { text += rendered(run) }
    text += "\n"
    lineCount += 1
  }

  private func rendered(_ run: Run) -> String {
    let styled = run.style.map { terminal.styled(run.text, $0) } ?? run.text
    guard let link = run.link, terminal.hasLinks else { return styled }
    return "\u{1B}]8;;\(link)\u{1B}\\\(styled)\u{1B}]8;;\u{1B}\\"
  }

  /// Hands over each word as it is shown, a run for each of its styles, and its columns; white space of
  /// any kind separates.
  private static func forEachWord(of runs: [Run], _ body: ([Run], Int) -> Void) {
    var word: [Run] = []
    var width = 0
    for run in runs {
      var text = run.text
      text.withUTF8 { bytes in
        var start = 0
        while start < bytes.count {
          let end = bytes[start...].firstIndex(where: isSpace) ?? bytes.count
          if end > start {
            let piece = visible(String(decoding: bytes[start..<end], as: UTF8.self))
            word.append(Run(piece, run.style, link: run.link))
            width += displayWidth(piece)
          }
          if end < bytes.count, !word.isEmpty {
            body(word, width)
            word.removeAll(keepingCapacity: true)
            width = 0
          }
          start = end + 1
        }
      }
    }
    if !word.isEmpty { body(word, width) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09
  }
}
