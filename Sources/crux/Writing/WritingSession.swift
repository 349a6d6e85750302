import CorpusChecking
import CruxModel
import Glibc
import ThreadParsing

/// From what somebody types to a file that is checked and saved.
///
/// What was typed lies in a draft from the moment it is known until it stands in the thread, and
/// whatever goes wrong its place is said.
struct WritingSession {
  let corpus: CorpusFolder
  let options: WritingOptions
  /// Names the draft.
  let name: String
  /// Finds out where the post goes; text that is given is kept before it is called.
  let prepare: () throws -> Plan

  /// Where a post goes.
  struct Plan {
    /// What the draft begins with.
    var post: NewPost
    /// Shown below the text in the editor: what is being answered.
    var context = ""
    /// The file with the text in it.
    var compose: (String) throws -> Composition
  }

  /// Saves the post; where it then begins.
  func run() throws -> Place {
    sayDraftsLeftBehind()
    let isEdited = options.edit || (options.text == nil && isatty(STDIN_FILENO) == 1)
    return try isEdited ? runInEditor() : runWithText()
  }

  private func runInEditor() throws -> Place {
    let plan = try prepare()
    let start = options.text.map { plan.post.markdown(with: $0) } ?? plan.post.head
    let below = belowCut(plan.context)
    guard let draft = keep("\(start)\n\n\n\(DraftContent.cutLine)\n\(below)") else {
      throw Failure.noPlaceForDraft
    }
    let shown = DraftContent.lines(of: below)
    func isEmpty(_ content: DraftContent) -> Bool {
      plan.post.isEmpty(content.text) && content.below.isSubset(of: shown)
    }
    return try keeping(draft, unless: isEmpty, orText: start) {
      while true {
        try edit(draft)
        let content = try draft.content()
        if isEmpty(content) { throw Failure.nothingWritten }
        guard content.below.isSubset(of: shown) else { throw Failure.wordsBelowCut }
        let composition = try plan.compose(content.text)
        if try isToBeSaved(try findings(of: composition)) { return try save(composition) }
      }
    }
  }

  private func runWithText() throws -> Place {
    let text =
      try options.text
      ?? DraftContent(String(decoding: readStandardInput(), as: UTF8.self)).text
    guard !text.trimmed.isEmpty else { throw Failure.nothingWritten }
    return try keeping(keep(text), unless: \.text.isEmpty, orText: text) {
      let plan = try prepare()
      if plan.post.isEmpty(text) { throw Failure.nothingWritten }
      let composition = try plan.compose(text)
      let findings = try findings(of: composition)
      if !options.force, findings.contains(where: { $0.severity == .error }) {
        throw Failure.errorsInPost
      }
      return try save(composition)
    }
  }

  /// Does the rest with a draft that is removed when all went well; otherwise its place is said, or
  /// the text itself where there is no draft.
  private func keeping(
    _ draft: Draft?, unless isEmpty: (DraftContent) -> Bool, orText text: String,
    _ rest: () throws -> Place
  ) throws -> Place {
    do {
      let place = try rest()
      draft?.remove()
      return place
    } catch {
      if let draft {
        sayPlace(of: draft, unless: isEmpty)
      } else {
        standardError.write("crux: what you wrote:\n\n\(text)\n")
      }
      throw error
    }
  }

  // MARK: Steps

  private func edit(_ draft: Draft) throws(Failure) {
    let editor = editorCommand()
    guard let code = runProgram(["/bin/sh", "-c", editor + " \"$1\"", "sh", draft.path]) else {
      throw .editorFailed(command: editor, code: 127)
    }
    guard code == 0 else { throw .editorFailed(command: editor, code: code) }
  }

  private func editorCommand() -> String {
    for name in ["VISUAL", "EDITOR"] {
      if let command = environmentVariable(name)?.trimmed, !command.isEmpty { return command }
    }
    return "vi"
  }

  /// Asks where there is something to say and somebody to ask; false for editing again.
  private func isToBeSaved(_ findings: [Finding]) throws -> Bool {
    if findings.isEmpty || options.force { return true }
    guard isatty(STDIN_FILENO) == 1 else {
      if findings.contains(where: { $0.severity == .error }) { throw Failure.errorsInPost }
      return true
    }
    while true {
      standardError.write("[e]dit again, [s]ave it so, or [l]eave it for later? ")
      switch readLine()?.trimmed.lowercased() {
      case "e", "edit", "": return false
      case "s", "save": return true
      case "l", "leave", nil: throw Failure.leftForLater
      default: continue
      }
    }
  }

  private func save(_ composition: Composition) throws -> Place {
    let path = corpus.path(of: composition.path)
    if let snapshot = composition.snapshot {
      try replaceFile(path, with: composition.bytes, ifStill: snapshot)
    } else {
      if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
      try createFile(path, with: composition.bytes)
    }
    for label in unreadLabels(in: composition) {
      standardError.write(
        "crux: '**\(label)**' in your post is read as words, not as a label; an id stands in backquotes "
          + "and a colon before the text: **\(label)** `my-id`: my words\n")
    }
    let line = composition.bytes[..<composition.start].count { $0 == 0x0A } + 1
    return Place(line: line, column: 1, offset: composition.start)
  }

  /// Prints what there is to say about the new words, and about others because of them.
  private func findings(of composition: Composition) throws -> [Finding] {
    let input = CorpusCheck.Input(
      path: composition.path, file: corpus.path(of: composition.path), bytes: composition.bytes)
    var check = CorpusCheck(corpus, extra: [input])
    try check.run(isQuiet: true)
    var sources = FindingSources(corpus, check)
    let findings = check.findings.filter { $0.concerns(composition) }
      .map { narrowed($0, in: sources.bytes(of: $0.path)) }
    var printing = FindingPrinting(
      findings: findings, sources: sources,
      paths: ShownPaths(corpus: corpus, currentFolder: resolvedPath(".") ?? "/"),
      terminal: Terminal(descriptor: STDERR_FILENO))
    standardError.write(printing.text(as: .text))
    return findings
  }

  /// Bold labels of the new words that begin a paragraph with a colon in it and are no header: most
  /// often the backquotes are missing. Threads may hold such words, so the rules are silent on them.
  private func unreadLabels(in composition: Composition) -> [Label] {
    let thread = parseThread(composition.bytes, path: composition.path)
    let body = thread.body
    guard !options.isQuiet else { return [] }
    return body.content.indices.compactMap { index in
      let node = body.content[index]
      guard node.kind == .paragraph, Int(node.source.lower) >= composition.start,
        index + 1 < Int(node.end), body.content[index + 1].kind == .strong,
        !body.content[index + 2].isMarkup, body.text(of: node).contains(":")
      else { return nil }
      return Label(rawValue: body.text(of: body.content[index + 1]))
    }
  }

  // MARK: Drafts

  /// Without a place for a draft the text is only held in memory.
  private func keep(_ text: String) -> Draft? {
    try? Draft(for: name, holding: text.hasSuffix("\n") ? text : text + "\n", in: corpus)
  }

  private func belowCut(_ context: String) -> String {
    "Write your post above. Save and close to go on; an empty post is not saved.\n\(context)"
  }

  private func sayPlace(of draft: Draft, unless isEmpty: (DraftContent) -> Bool) {
    if let content = try? draft.content(), isEmpty(content) { return draft.remove() }
    standardError.write(
      "crux: what you wrote is kept in '\(visible(draft.path))'; mend it there and run the command "
        + "again with it as standard input\n")
  }

  private func sayDraftsLeftBehind() {
    let drafts = Draft.leftBehind(in: corpus)
    guard !options.isQuiet, let first = drafts.first else { return }
    let others = drafts.count == 1 ? "" : " and \(drafts.count - 1) more beside it"
    let them = drafts.count == 1 ? "it" : "one of them"
    standardError.write(
      "crux: a draft from before is in '\(visible(first))'\(others); give \(them) as standard input to "
        + "save it, or remove it\n")
  }
}

extension Finding {
  /// Whether it is about the new words, or about something elsewhere because of them.
  fileprivate func concerns(_ composition: Composition) -> Bool {
    func isNew(_ path: String, _ place: Place) -> Bool {
      path == composition.path && place.offset >= composition.start
    }
    return isNew(self.path, place) || related.contains { isNew($0.path, $0.place) }
  }
}
