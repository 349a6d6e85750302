import CruxModel

extension Importer {
  /// Mail: an mbox, as mailing lists keep their archives, or a file with one message.
  ///
  /// ```
  /// mbox    := ( 'From ' envelope EOL message EOL )+
  /// message := ( NAME ':' value EOL )* EOL body                     RFC 5322
  /// body    := text | HTML | multipart                              RFC 2045, 2046; mailBody
  /// ```
  ///
  /// A line 'From ' begins a message at the start of the file or after an empty line, where a header
  /// follows; `>From ` in a text loses one `>` (mboxrd). Messages that name each other in
  /// `References` and `In-Reply-To` are one thread; each answers the last one that it names and that
  /// is in the file. Nothing is made of equal subjects. Authors are told apart by their addresses,
  /// which are not written into the thread. Headers may hold encoded words (RFC 2047); times keep
  /// their zone.
  static let mail = Importer(
    name: "mail", summary: "an mbox or a message, threads by their references",
    recognises: { input in
      let bytes = input.bytes[...]
      return MailboxReader.beginsMessage(bytes, at: bytes.startIndex, afterEmptyLine: true)
        || MailboxReader.isMessage(bytes.prefix(1 << 16))
    },
    read: { (input) throws(ImportError) in
      var reader = MailReader()
      let bytes = input.bytes[...]
      let isMailbox = MailboxReader.beginsMessage(bytes, at: bytes.startIndex, afterEmptyLine: true)
      for message in isMailbox ? try MailboxReader.messages(in: bytes) : [bytes] {
        reader.read(message, isEscaped: isMailbox)
      }
      return try reader.finish()
    })
}

/// Finds the messages of an mbox.
enum MailboxReader {
  static func messages(
    in bytes: ArraySlice<UInt8>
  ) throws(ImportError) -> [ArraySlice<UInt8>] {
    var messages: [ArraySlice<UInt8>] = []
    var start: Int?
    var position = bytes.startIndex
    var afterEmptyLine = true
    var lines = LineReader(bytes)
    while let line = lines.next() {
      if line.first == UInt8(ascii: "F"),
        beginsMessage(bytes, at: position, afterEmptyLine: afterEmptyLine)
      {
        if let start { messages.append(bytes[start..<position]) }
        try ImportError.refuse(posts: messages.count, at: .byte(position))
        start = lines.position
      }
      afterEmptyLine = line.isEmpty
      position = lines.position
    }
    if let start { messages.append(bytes[start...]) }
    return messages
  }

  static func beginsMessage(
    _ bytes: ArraySlice<UInt8>, at position: Int, afterEmptyLine: Bool
  ) -> Bool {
    guard afterEmptyLine, bytes[position...].starts(with: "From ".utf8) else { return false }
    var lines = LineReader(bytes[position...])
    _ = lines.next()
    guard let next = lines.next() else { return false }
    return MailHeaders.beginsField(next) || next.starts(with: ">From ".utf8)
  }

  /// Whether the bytes begin with the head of one message.
  static func isMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let line = bytes.split(separator: 0x0A, maxSplits: 1).first,
      MailHeaders.beginsField(line)
    else { return false }
    let headers = MailHeaders.read(bytes).0
    return headers["from"] != nil && (headers["message-id"] != nil || headers["date"] != nil)
  }
}

private struct MailReader {
  private struct Message {
    var id: String
    /// What it names, the nearest last.
    var references: [String]
    var subject: String
    /// When it was sent, in seconds; where that cannot be read, when the one before it was.
    var time: Int64
    var post: ImportedPost?
  }

  private var messages: [Message] = []
  private var known: Set<String> = []
  private var losses = Losses()
  private var groups = NameGroups()

  /// - Parameter isEscaped: Whether `>From ` stands for `From `.
  mutating func read(_ bytes: ArraySlice<UInt8>, isEscaped: Bool) {
    let message = isEscaped ? Self.unescaped(bytes) : bytes
    let headers = MailHeaders.read(message).0
    guard let from = headers["from"] else { return losses.add(.event) }
    let id = headers.identifiers("message-id").first ?? Self.madeUpID(message)
    guard known.insert(id).inserted else { return losses.add(.copy) }
    let references =
      headers.identifiers("in-reply-to").prefix(1) + headers.identifiers("references")
    let others = references.filter { $0 != id }
    let body = mailBody(message, isReply: !others.isEmpty, losses: &losses)
    let date = date(headers)
    var post: ImportedPost?
    if body.isEmpty {
      losses.add(.emptyPost)
    } else {
      post = ImportedPost(id: id, author: Self.author(from, post: id), body: body)
      post?.permalink = Self.address(headers)
      post?.date = date
    }
    for other in others { groups.join(id, other) }
    let subject = headers.text("subject") ?? ""
    let time = date?.seconds ?? messages.last?.time ?? .min
    messages.append(Message(id: id, references: others, subject: subject, time: time, post: post))
  }

  private mutating func date(_ headers: MailHeaders) -> Timestamp? {
    guard let text = headers["date"] else { return nil }
    let date = mailDate(String(decoding: text, as: UTF8.self))
    if date == nil { losses.add(.date) }
    return date
  }

  mutating func finish() throws(ImportError) -> Imported {
    let written = Set(messages.filter { $0.post != nil }.map(\.id))
    guard !written.isEmpty else { throw ImportError(.noPosts, at: .file) }
    var members: [String: [Int]] = [:]
    var order: [String] = []
    for (index, message) in messages.enumerated() where message.post != nil {
      let group = groups.name(of: message.id)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(index)
    }
    let threads = order.map { thread(of: members[$0] ?? [], written) }
    messages = []
    return Imported(threads: threads, losses: losses)
  }

  private mutating func thread(of indices: [Int], _ written: Set<String>) -> ImportedThread {
    let sorted = indices.sorted { left, right in
      let times = (messages[left].time, messages[right].time)
      return times.0 == times.1 ? left < right : times.0 < times.1
    }
    let first = messages[sorted[0]]
    let root = first.references.first { known.contains($0) == false } ?? first.id
    let title = Self.plainSubject(first.subject)
    var thread = ImportedThread(
      key: "mail/" + root, source: first.post?.permalink ?? "mail <\(root)>",
      title: title.isEmpty ? "No subject" : title)
    thread.date = first.post?.date
    for index in sorted {
      guard var post = messages[index].post else { continue }
      post.parent = messages[index].references.last { written.contains($0) }
      thread.posts.append(post)
    }
    return thread
  }

  // MARK: Fields

  /// `Ada Lind <ada@example.org>`, `ada@example.org (Ada Lind)`, `ada at example.org (Ada Lind)`.
  private static func author(_ from: ArraySlice<UInt8>, post: String) -> ImportedAuthor {
    let text = decodeEncodedWords(from)
    var address = text[...]
    var name = text[...].prefix(0)
    if let open = text.lastIndex(of: "<") {
      address = text[open...].dropFirst().prefix { $0 != ">" }
      name = text[..<open]
    } else if let open = text.firstIndex(of: "(") {
      address = text[..<open]
      name = text[open...].dropFirst().prefix { $0 != ")" }
    }
    let id = address.lowercased().replacing(" at ", with: "@").filter { !$0.isWhitespace }
    let shown = name.filter { $0 != "\"" && $0 != "\\" }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let local = String(id.prefix { $0 != "@" })
    if id.isEmpty { return .unnamed(ofPost: post) }
    var author = ImportedAuthor(id: id, handle: shown.isEmpty ? local : shown)
    author.account = shortHash(id.utf8)
    return author
  }

  private static func address(_ headers: MailHeaders) -> String? {
    headers.identifiers("archived-at").first { $0.hasPrefix("https://") || $0.hasPrefix("http://") }
  }

  /// Without `Re:`, `Fwd:` and `AW:` before it.
  private static func plainSubject(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    while let first = words.first,
      ["re:", "fwd:", "fw:", "aw:", "sv:"].contains(first.lowercased())
    {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }

  /// For a message without one: the same in every fetch.
  private static func madeUpID(_ bytes: ArraySlice<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes where !byte.isSpace { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "message-" + String(hash, radix: 16)
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var lines = LineReader(bytes)
    while let line = lines.next() {
      let isEscaped =
        line.first == UInt8(ascii: ">")
        && line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
      output += isEscaped ? line.dropFirst() : line
      output.append(0x0A)
    }
    return output[...]
  }
}

/// Names that are found to belong together (Tarjan 1975, union by path halving).
private struct NameGroups {
  private var indices: [String: Int] = [:]
  private var names: [String] = []
  private var parents: [Int] = []

  mutating func join(_ one: String, _ other: String) {
    let (one, other) = (root(of: one), root(of: other))
    if one != other { parents[max(one, other)] = min(one, other) }
  }

  mutating func name(of name: String) -> String { names[root(of: name)] }

  private mutating func root(of name: String) -> Int {
    guard var index = indices[name] else {
      indices[name] = names.count
      names.append(name)
      parents.append(parents.count)
      return parents.count - 1
    }
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }
}
