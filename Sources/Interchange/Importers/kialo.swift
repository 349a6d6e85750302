import CruxModel

extension Importer {
  /// A Kialo discussion as exported text, in its older and its newer form.
  ///
  /// ```
  /// older  := 'Discussion Title: ' TITLE EOL EOL entry+
  /// entry  := ID SP [ STANCE ':' SP ] TEXT EOL (CONTINUATION EOL)*
  /// ID     := (DIGITS '.')+                     the parent's, and one number more
  /// STANCE := 'Pro' | 'Con'                     none on a thesis
  /// TEXT   := '-> See ' ID | words with '[label](address)'
  ///
  /// newer  := 'Discussion Name:' EOL TITLE EOL EOL entry+ [ 'Sources:' EOL source+ ]
  /// entry  := INDENT ID SP LABEL ':' EOL (INDENT TEXT EOL)+ EOL
  /// LABEL  := 'Thesis' | 'Pro' | 'Con' | 'Question'
  /// source := '[' n '] ' ADDRESS EOL [ '"' QUOTED TEXT '"' EOL ]
  /// ```
  ///
  /// EOL is LF or CRLF. `\` stands before brackets and parentheses, in addresses too; a written-out
  /// `\n` is a line end. A line is an entry only if its ID continues the outline; any other line
  /// goes on with the text before it. `-> See` uses a claim once more, at another place. `[n]`
  /// in the newer form leads to a source. A question over several theses is the title.
  ///
  /// Nobody is named and nothing is dated: all is one post by nobody in particular. IDs are places
  /// in the outline, so that they mean something else once a claim was added before them.
  static let kialo = Importer(
    name: "kialo", summary: "a Kialo discussion, exported as text",
    recognises: { input in
      let text =
        input.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? input.bytes.dropFirst(3) : input.bytes[...]
      return ["Discussion Title:", "Discussion Name:"].contains { text.starts(with: $0.utf8) }
    },
    read: { (input) throws(ImportError) in
      try input.refuse(over: 16)
      var reader = KialoReader(input)
      return try reader.read()
    })
}

private struct KialoReader {
  private struct Entry {
    var id: [Int]
    var label: String?
    var lines: [Substring]
  }

  private let lines: [Substring]
  private let fileName: String
  private var losses = Losses()
  private var entries: [Entry] = []
  private var known: Set<[Int]> = []
  private var children: [[Int]: Int] = [:]
  /// Addresses of the sources by number, and the sources as they are listed.
  private var addresses: [String: String] = [:]
  private var sources: [[Substring]] = []

  init(_ input: ImportInput) {
    let text = String(decoding: input.bytes, as: UTF8.self)
    lines = Interchange.lines(of: text).split(separator: "\n", omittingEmptySubsequences: false)
    fileName = input.name
    losses.add(.invalidBytes, String(validating: input.bytes, as: UTF8.self) == nil ? 1 : 0)
  }

  mutating func read() throws(ImportError) -> Imported {
    let isNew = lines.first?.contains("Discussion Name:") ?? false
    let title = title(isNew: isNew)
    guard !title.isEmpty else { throw ImportError(.missing("Discussion Title"), at: .line(1)) }
    try isNew ? readNew() : readOld()
    guard !entries.isEmpty else { throw ImportError(.noPosts, at: .file) }
    var thread = ImportedThread(key: "kialo/" + fileName, source: source(title), title: title)
    var author = ImportedAuthor(id: "unnamed kialo", handle: "Kialo", name: "Writers on Kialo")
    author.isUnnamed = true
    var post = ImportedPost(id: "outline", author: author, body: "")
    post.claims = claims()
    thread.posts = [post]
    if !sources.isEmpty {
      thread.posts.append(ImportedPost(id: "sources", author: author, body: sourceList()))
    }
    return Imported(threads: [thread], losses: losses)
  }

  private func title(isNew: Bool) -> String {
    let first = lines.first?.drop { $0 != ":" }.dropFirst() ?? ""
    let words = isNew ? lines.dropFirst().first ?? "" : first
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The address, which an export has only in the name of its file.
  private func source(_ title: String) -> String {
    let stem = fileName.hasSuffix(".txt") ? fileName.dropLast(4) : fileName[...]
    let isAddress = stem.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D }
    let hasNumber = stem.split(separator: "-").last.map { Int($0) != nil } ?? false
    return isAddress && hasNumber && stem.contains("-")
      ? "https://www.kialo.com/\(stem)" : "Kialo discussion '\(title)'"
  }

  // MARK: Entries

  private mutating func readOld() throws(ImportError) {
    let rooted = Set(lines.compactMap { Self.id(at: $0)?.id }.filter { $0.count > 1 }.map { $0[0] })
    for (number, line) in lines.enumerated().dropFirst() {
      if let (id, rest) = Self.id(at: line) {
        let stance = ["Pro", "Con"].first { rest.hasPrefix("\($0):") }
        if stance != nil || continues(id, rooted) {
          try check(id, line: number + 1)
          let text = stance == nil ? rest : rest.dropFirst(4).drop { $0 == " " }
          add(Entry(id: id, label: stance, lines: [text]))
          continue
        }
      }
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      guard !entries.isEmpty else { throw ImportError(.missing("1."), at: .line(number + 1)) }
      entries[entries.count - 1].lines.append(line)
    }
  }

  /// Whether a line without stance can be a thesis: the next number where it stands, and the first
  /// or followed by claims under it.
  private func continues(_ id: [Int], _ rooted: Set<Int>) -> Bool {
    let parent = Array(id.dropLast())
    guard id.last == (children[parent] ?? 0) + 1, id.count < 3 else { return false }
    return id.count == 1 ? entries.isEmpty || rooted.contains(id[0]) : known.contains(parent)
  }

  private mutating func readNew() throws(ImportError) {
    var index = 2
    while index < lines.count, lines[index].trimmingSpace != "Sources:" {
      let line = lines[index].drop { $0 == " " }
      if let (id, rest) = Self.id(at: line), rest.trimmingSpace.hasSuffix(":"),
        let label = Self.newLabels.first(where: { "\($0):" == rest.trimmingSpace })
      {
        try check(id, line: index + 1)
        add(Entry(id: id, label: label, lines: []))
      } else if !line.isEmpty {
        let isQuestion = entries.isEmpty && line.hasPrefix("Question")
        guard !entries.isEmpty || isQuestion else {
          throw ImportError(
            .expected("'1. Thesis:'", found: "'\(line.prefix(40))'"), at: .line(index + 1))
        }
        if !isQuestion { entries[entries.count - 1].lines.append(line) }
      }
      index += 1
    }
    for line in lines.dropFirst(index + 1) { read(sourceLine: line) }
  }

  private static let newLabels = ["Thesis", "Pro", "Con", "Question"]

  private func check(_ id: [Int], line: Int) throws(ImportError) {
    let name = id.map { "\($0)." }.joined()
    if known.contains(id) {
      throw ImportError(
        .expected("a number that is not yet used", found: "'\(name)'"), at: .line(line))
    }
    if id.count > 1, !known.contains(Array(id.dropLast())) {
      throw ImportError(
        .expected("a claim below one that stands above", found: "'\(name)'"), at: .line(line))
    }
  }

  private mutating func add(_ entry: Entry) {
    known.insert(entry.id)
    children[Array(entry.id.dropLast()), default: 0] += 1
    entries.append(entry)
  }

  /// The ID that a line begins with, and what follows it.
  private static func id(at line: Substring) -> (id: [Int], rest: Substring)? {
    guard let space = line.firstIndex(of: " "), line.startIndex < space else { return nil }
    let numbers = line[..<space].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.last == "", numbers.count > 1 else { return nil }
    var id: [Int] = []
    for number in numbers.dropLast() {
      guard let value = Int(number), value > 0, number.first != "+" else { return nil }
      id.append(value)
    }
    return (id, line[space...].drop { $0 == " " })
  }

  // MARK: Sources

  private mutating func read(sourceLine line: Substring) {
    if let number = Self.sourceNumber(line) {
      let address = line.drop { $0 != "]" }.dropFirst().trimmingSpace
      addresses[number] = String(address)
      sources.append(["[\(number)] \(address)"])
    } else if !sources.isEmpty, !line.allSatisfy(\.isWhitespace) {
      sources[sources.count - 1].append(line)
    }
  }

  /// The number of `[n] http…`: a quoted text may hold lines that begin with a bracket.
  private static func sourceNumber(_ line: Substring) -> String? {
    guard line.first == "[", let end = line.firstIndex(of: "]") else { return nil }
    let number = line[..<end].dropFirst()
    guard !number.isEmpty, number.utf8.allSatisfy(\.isASCIIDigit),
      line[end...].dropFirst().trimmingSpace.hasPrefix("http")
    else { return nil }
    return String(number)
  }

  private mutating func sourceList() -> String {
    var writer = MarkdownWriter()
    for source in sources {
      var text = InlineText()
      for line in source {
        text.append(line.utf8)
        text.breakLine()
      }
      writer.paragraph(inlineMarkdown(text.take(), losses: &losses))
    }
    return writer.text
  }

  // MARK: Claims

  private mutating func claims() -> [ImportedClaim] {
    let questions = Set(entries.filter { $0.label == "Question" }.map(\.id))
    var claims: [ImportedClaim] = []
    for entry in entries where !questions.contains(entry.id) {
      let id = name(entry.id)
      let parentID = Array(entry.id.dropLast())
      let parent = parentID.isEmpty || questions.contains(parentID) ? nil : name(parentID)
      let label: Label =
        switch entry.label {
        case "Pro": .because
        case "Con": .rebuttal
        default: .claim
        }
      if let target = seen(entry) {
        guard let parent, target != parentID, known.contains(target), target != entry.id else {
          losses.add(.annotation)
          continue
        }
        claims.append(.init(id: id, parent: parent, label: label, pointingTo: name(target)))
      } else {
        claims.append(.init(id: id, parent: parent, label: label, text: markdown(entry)))
      }
    }
    return claims
  }

  private func name(_ id: [Int]) -> String { id.map(String.init).joined(separator: ".") }

  /// The claim that an entry uses once more.
  private func seen(_ entry: Entry) -> [Int]? {
    guard entry.lines.count == 1, let text = entry.lines.first?.trimmingSpace,
      text.hasPrefix("-> See "), let (id, rest) = Self.id(at: text.dropFirst(7) + " "),
      rest.isEmpty
    else { return nil }
    return id
  }

  private mutating func markdown(_ entry: Entry) -> String {
    var text = InlineText()
    let words = entry.lines.joined(separator: " ")
    var parser = KialoText(Array(words.utf8), sources: addresses)
    parser.read(into: &text)
    losses.add(.link, parser.lostLinks)
    let inline = inlineMarkdown(text.take(), losses: &losses)
    if inline.isEmpty { losses.add(.emptyPost) }
    return inline.isEmpty ? "…" : String(decoding: protectLineStarts(inline), as: UTF8.self)
  }
}

/// The words of one claim, with their escapes and links.
private struct KialoText {
  private let bytes: [UInt8]
  private let sources: [String: String]
  private var position = 0
  /// Links that a reader should not follow.
  private(set) var lostLinks = 0

  init(_ bytes: [UInt8], sources: [String: String]) {
    self.bytes = bytes
    self.sources = sources
  }

  mutating func read(into text: inout InlineText) {
    var plain: [UInt8] = []
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "["), let link = link() {
        text.append(plain)
        plain = []
        text.append(link.label, link: link.address)
      } else {
        appendCharacter(to: &plain)
      }
    }
    text.append(plain)
  }

  /// `\(` is a parenthesis, `\n` a line end, any other backslash itself.
  private mutating func appendCharacter(to output: inout [UInt8]) {
    let byte = bytes[position]
    position += 1
    guard byte == UInt8(ascii: "\\"), position < bytes.count else { return output.append(byte) }
    let next = bytes[position]
    if next == UInt8(ascii: "n") {
      output.append(0x20)
    } else if next.isASCIIPunctuation {
      output.append(next)
    } else {
      return output.append(byte)
    }
    position += 1
  }

  /// A link or the mark of a source here; moves behind it.
  private mutating func link() -> (label: [UInt8], address: String?)? {
    let start = position
    position += 1
    guard let label = stretch(to: UInt8(ascii: "]"), atMost: 1000) else {
      position = start
      return nil
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
      position += 1
      if let address = stretch(to: UInt8(ascii: ")"), atMost: 4000) {
        let address = WebAddressResolver(base: nil).resolve(
          String(decoding: address, as: UTF8.self))
        if address == nil { lostLinks += 1 }
        return (label, address)
      }
    } else if let address = sources[String(decoding: label, as: UTF8.self)] {
      return (Array("[".utf8) + label + Array("]".utf8), address)
    }
    position = start
    return nil
  }

  /// What stands before the next such byte without a backslash; moves behind that.
  private mutating func stretch(to end: UInt8, atMost limit: Int) -> [UInt8]? {
    var output: [UInt8] = []
    while position < bytes.count, output.count < limit {
      if bytes[position] == end {
        position += 1
        return output
      }
      appendCharacter(to: &output)
    }
    return nil
  }
}

extension Substring {
  /// Without spaces and tabs at either end.
  var trimmingSpace: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    var end = start.endIndex
    while end > start.startIndex, start[start.index(before: end)].isWhitespace {
      end = start.index(before: end)
    }
    return start[..<end]
  }
}
