/// Lists, items and quotes. Tags may come in any order: each closes what browsers would close.
extension HTMLReader {
  /// Writes the paragraph or heading read so far.
  mutating func flush() {
    let runs = text.take()
    if runs.isEmpty { return }
    let inline = inlineMarkdown(runs, losses: &losses)
    if headingLevel > 0 {
      writer.heading(headingLevel, inline)
    } else {
      writer.paragraph(inline, spacing)
    }
    wrote()
  }

  /// Called after every block.
  mutating func wrote() {
    isAtItemText = startsItem && headingLevel == 0 && !itemHasParagraphs
    startsItem = false
    lastMark = nil
    nextIsTight = false
  }

  private var spacing: MarkdownWriter.Spacing {
    nextIsTight && startsItem ? .tight : .blankLine
  }

  // MARK: Lists

  /// - Parameter start: The number of the first item; nil for bullets.
  mutating func beginList(start: String?) {
    let number = start.map { Int($0) ?? 1 }.map { (0...99_999_999).contains($0) ? $0 : 1 }
    // A list cannot follow another one of its kind: they would be one.
    let marks: [Character] = number == nil ? ["-", "*"] : [".", ")"]
    let mark = lastMark == marks[0] ? marks[1] : marks[0]
    // Only bullets and a 1 can follow the item's words without a blank line (CommonMark 5.2).
    let canBeTight = isAtItemText && lastMark == nil && (number ?? 1) == 1
    nextIsTight = canBeTight
    open.append(.list(ListState(number: number, mark: mark)))
    openLists += 1
  }

  mutating func beginItem(number: String?) {
    endItem()
    guard case .list(var list)? = open.last else {
      beginList(start: nil)
      return beginItem(number: number)
    }
    if let number = number.flatMap(Int.init), list.number != nil, (0...99_999_999).contains(number)
    {
      list.number = number
    }
    if !list.isFirst { nextIsTight = isAtItemText }
    lastMark = nil
    writer.openItem(list.number.map { "\($0)\(list.mark)" } ?? String(list.mark))
    list.number = list.number.map { min($0 + 1, 99_999_999) }
    list.isFirst = false
    open[open.count - 1] = .list(list)
    open.append(.item)
    startsItem = true
    itemHasParagraphs = false
  }

  /// The item of the innermost list, if that is open; a quote hides what is outside of it.
  mutating func endItem() {
    if case .item? = open.last { pop() }
  }

  mutating func endList() {
    guard openLists > 0 else { return }
    while case .some(let last) = open.last {
      pop()
      if case .list(let list) = last {
        lastMark = list.mark
        return
      }
    }
  }

  // MARK: Quotes

  mutating func beginQuote() {
    writer.openQuote()
    open.append(.quote)
    openQuotes += 1
    nextIsTight = false
    lastMark = nil
  }

  mutating func endQuote() {
    guard openQuotes > 0 else { return }
    while case .some(let last) = open.last {
      pop()
      if case .quote = last { return }
    }
  }

  private mutating func pop() {
    switch open.popLast() {
    case .quote?:
      openQuotes -= 1
      lastMark = nil
      writer.closeContainer()
    case .item?:
      lastMark = nil
      writer.closeContainer()
    case .list?: openLists -= 1
    case nil: return
    }
  }
}
