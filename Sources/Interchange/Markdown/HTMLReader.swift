/// Reads HTML tokens into Markdown blocks: what `markdown(fromHTML:)` says, done.
struct HTMLReader {
  enum Open {
    case quote
    case list(ListState)
    case item
  }

  /// A list, as far as it is read.
  struct ListState {
    /// The number of the next item; nil in a list with bullets.
    var number: Int?
    var mark: Character
    var isFirst = true
  }

  private var tokens: MarkupTokenizer
  private let addresses: WebAddressResolver
  var writer = MarkdownWriter()
  var text = InlineText()
  var losses = Losses()
  /// Open lists, items and quotes.
  var open: [Open] = []
  var openQuotes = 0
  var openLists = 0
  /// The mark of the list that ended right here, which the next one must not share.
  var lastMark: Character?
  /// Whether the item that was opened last has no block yet.
  var startsItem = false
  /// Whether the block written last is the only one of its item, and no `p`.
  var isAtItemText = false
  var itemHasParagraphs = false
  /// Whether no blank line stands before the next item.
  var nextIsTight = false
  /// 0 outside of headings.
  var headingLevel = 0
  private var link: String?
  /// How many elements of each style are open.
  private var depths: [InlineText.Style: Int] = [:]
  private var style: InlineText.Style = []
  /// The element that is left out, and how many of its name are open.
  private var skipped: (name: String, depth: Int)?
  private var preformatted: (text: [UInt8], language: String)?
  private var rowHasCell = false

  init(_ html: String, base: String?) {
    tokens = MarkupTokenizer(Array(html.utf8), dialect: .html)
    addresses = WebAddressResolver(base: base)
  }

  mutating func read(losses: inout Losses) -> String {
    while let token = tokens.next() { take(token) }
    endPreformatted()
    flush()
    self.losses.add(.markup, writer.flattened)
    losses.add(self.losses)
    return writer.text
  }

  private mutating func take(_ token: MarkupTokenizer.Token) {
    switch token {
    case .text(let range): words(CharacterReference.resolving(tokens.bytes[range]))
    case .verbatim(let range):
      if preformatted != nil { words(Array(tokens.bytes[range])) }
    case .open(let tag): skipped == nil ? opened(tag) : count(tag.name, by: tag.isClosed ? 0 : 1)
    case .close(let name): skipped == nil ? closed(name) : count(name, by: -1)
    case .comment, .declaration: return
    }
  }

  private mutating func count(_ name: String, by step: Int) {
    guard let skipped, skipped.name == name else { return }
    self.skipped = skipped.depth + step == 0 ? nil : (name, skipped.depth + step)
  }

  private mutating func words(_ bytes: [UInt8]) {
    if skipped != nil { return }
    if preformatted != nil {
      preformatted?.text += bytes
    } else {
      text.append(bytes, style: style, link: link)
    }
  }

  // MARK: Tags

  private mutating func opened(_ tag: MarkupTokenizer.Tag) {
    if preformatted != nil { return openedInPreformatted(tag) }
    if let style = HTMLElements.styles[tag.name] { return begin(style) }
    if HTMLElements.blocks.contains(tag.name) { return openedBlock(tag) }
    switch tag.name {
    case "br": breakLine()
    case "a": beginLink(tag)
    case "img": image(tag)
    case "iframe", "video", "audio", "embed": embedded(tag)
    case "q": text.append("\"".utf8, style: style, link: link)
    case "script", "style", "svg", "template", "title": skip(tag)
    case "input":
      if tokens.value("type", of: tag) == "checkbox" { losses.add(.markup) }
    default: noteSpoiler(tag)
    }
  }

  private mutating func closed(_ name: String) {
    if preformatted != nil {
      if Self.preformattedNames.contains(name) { endPreformatted() }
      return
    }
    if let style = HTMLElements.styles[name] { return end(style) }
    if HTMLElements.blocks.contains(name) { return closedBlock(name) }
    switch name {
    case "a": link = nil
    case "q": text.append("\"".utf8, style: style, link: link)
    default: return
    }
  }

  private mutating func openedBlock(_ tag: MarkupTokenizer.Tag) {
    if tag.name == "td" || tag.name == "th" { return beginCell() }
    if tag.name == "tr", rowHasCell { return text.breakLine() }
    flush()
    switch tag.name {
    case "ul", "ol":
      beginList(start: tag.name == "ol" ? tokens.value("start", of: tag) ?? "1" : nil)
    case "li": beginItem(number: tokens.value("value", of: tag))
    case "blockquote": beginQuote()
    case "pre", "listing", "xmp": preformatted = ([], language(of: tag))
    case "hr":
      writer.rule()
      wrote()
    case "h1", "h2", "h3", "h4", "h5", "h6": headingLevel = Int(tag.name.dropFirst()) ?? 0
    case "p": itemHasParagraphs = true
    case "summary": begin(.strong)
    case "table": losses.add(.markup)
    default: noteSpoiler(tag)
    }
  }

  private mutating func closedBlock(_ name: String) {
    switch name {
    case "td", "th": return
    case "tr": return rowHasCell ? text.breakLine() : flush()
    case "summary": end(.strong)
    default: break
    }
    flush()
    switch name {
    case "ul", "ol": endList()
    case "li": endItem()
    case "blockquote": endQuote()
    case "h1", "h2", "h3", "h4", "h5", "h6": headingLevel = 0
    case "table": rowHasCell = false
    default: return
    }
  }

  private mutating func noteSpoiler(_ tag: MarkupTokenizer.Tag) {
    let names = tokens.value("class", of: tag) ?? ""
    if names.utf8.count < 100, names.contains("spoiler") { losses.add(.markup) }
  }

  /// Leaves the element out with all that is in it.
  private mutating func skip(_ tag: MarkupTokenizer.Tag) {
    losses.add(.script)
    if !tag.isClosed || tag.name != "svg" { skipped = (tag.name, 1) }
  }

  // MARK: Inlines

  private mutating func begin(_ style: InlineText.Style) {
    depths[style, default: 0] += 1
    self.style.insert(style)
  }

  private mutating func end(_ style: InlineText.Style) {
    guard let depth = depths[style], depth > 0 else { return }
    depths[style] = depth - 1
    if depth == 1 { self.style.remove(style) }
  }

  /// Two breaks in a row end the paragraph.
  private mutating func breakLine() {
    if headingLevel > 0 { return text.append(" ".utf8) }
    text.endsWithBreak ? flush() : text.breakLine()
  }

  private mutating func beginLink(_ tag: MarkupTokenizer.Tag) {
    link = nil
    guard let address = tokens.value("href", of: tag) else { return }
    link = addresses.resolve(address)
    if link == nil { losses.add(.link) }
  }

  private mutating func image(_ tag: MarkupTokenizer.Tag) {
    let isEmoji = tokens.value("class", of: tag)?.hasPrefix("emoji") ?? false
    let description = tokens.value("alt", of: tag) ?? ""
    let source = tokens.value("src", of: tag).flatMap(addresses.resolve)
    if isEmoji || link != nil || source == nil {
      if source == nil, !isEmoji { losses.add(.image) }
      text.append(description.utf8, style: style, link: link)
    } else {
      let words = description.isEmpty ? "image" : description
      text.append(words.utf8, style: style, link: source)
    }
  }

  private mutating func embedded(_ tag: MarkupTokenizer.Tag) {
    guard let source = tokens.value("src", of: tag).flatMap(addresses.resolve) else {
      return losses.add(.image)
    }
    text.append(source.utf8, style: style, link: source)
  }

  private mutating func beginCell() {
    if rowHasCell, !text.isEmpty, !text.endsWithBreak { text.append(" | ".utf8) }
    rowHasCell = true
  }

  // MARK: Preformatted text

  private static let preformattedNames: Set<String> = ["pre", "listing", "xmp"]

  private func language(of tag: MarkupTokenizer.Tag) -> String {
    let names = tokens.value("class", of: tag) ?? tokens.value("lang", of: tag) ?? ""
    for name in names.split(separator: " ") {
      for prefix in ["language-", "lang-", "highlight-source-"] where name.hasPrefix(prefix) {
        return String(name.dropFirst(prefix.count))
      }
    }
    return ""
  }

  private mutating func openedInPreformatted(_ tag: MarkupTokenizer.Tag) {
    switch tag.name {
    case "br": preformatted?.text.append(0x0A)
    case "code":
      let name = language(of: tag)
      if preformatted?.language == "" { preformatted?.language = name }
    case "img":
      let description = tokens.value("alt", of: tag) ?? ""
      preformatted?.text += Array(description.utf8)
    case "script", "style", "svg", "template": skip(tag)
    default: return
    }
  }

  /// The line break right after the tag is not of the text (WHATWG HTML, 13.1.2.5).
  private mutating func endPreformatted() {
    guard let (text, language) = preformatted else { return }
    preformatted = nil
    var code = plainLines(text)
    if code.first == 0x0A { code.removeFirst() }
    guard !code.trimmed.isEmpty else { return }
    writer.code(code, language: language)
    wrote()
  }

  /// Line ends as `\n`, without control characters.
  private func plainLines(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    for (index, byte) in text.enumerated() {
      let isLineFeed = index + 1 < text.count && text[index + 1] == 0x0A
      if byte == 0x0D, !isLineFeed { lines.append(0x0A) }
      if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 { lines.append(byte) }
    }
    return lines
  }
}
