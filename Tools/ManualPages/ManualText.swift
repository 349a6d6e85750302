/// The source of one page in mdoc(7), written from the top down.
struct ManualText {
  private(set) var text = ""

  init(title: String, abstract: String, date: String) {
    macro("Dd \(date)")
    macro("Dt \(title.uppercased()) 1")
    macro("Os")
    section("NAME")
    macro("Nm \(title)")
    macro("Nd " + sentence(abstract))
  }

  mutating func section(_ title: String) { macro("Sh \(title)") }

  /// A line that the formatter reads as a macro; its arguments must have been escaped.
  mutating func macro(_ words: String) { text += ".\(words)\n" }

  /// Running text; nothing in it is read as a macro or an escape. Sentences begin on lines of their
  /// own, as the formatter wants it.
  mutating func line(_ words: String) {
    for line in words.replacing(". ", with: ".\n").split(separator: "\n") {
      let escaped = plain(String(line))
      text += (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
    }
  }

  /// Each paragraph with a gap behind it.
  mutating func paragraphs(_ discussion: String) {
    for paragraph in discussion.split(separator: "\n\n") {
      line(String(paragraph))
      macro("Pp")
    }
  }

  mutating func synopsis(_ argument: HelpDump.Argument) {
    let words = usage(argument) + (argument.isRepeating ? " ..." : "")
    macro(argument.isOptional ? "Op " + words : words)
  }

  /// What each argument means. An option and its contrary, `--refresh` and `--no-refresh`, share
  /// an entry.
  mutating func options(_ arguments: [HelpDump.Argument]) {
    macro("Bl -tag -width Ds")
    for (index, argument) in arguments.enumerated() {
      let isContrary = index > 0 && isContrary(argument, of: arguments[index - 1])
      if isContrary { continue }
      macro("It " + usage(argument))
      if index + 1 < arguments.count, self.isContrary(arguments[index + 1], of: argument) {
        macro("It " + usage(arguments[index + 1]))
      }
      line(argument.abstract ?? "")
      if let values = argument.allValues, !values.isEmpty {
        line("One of \(values.joined(separator: ", ")).")
      }
      if let value = argument.defaultValue { line("The default is \(value).") }
    }
    macro("El")
  }

  mutating func ending() {
    section("EXIT STATUS")
    line("0 where all is fine, 1 for errors in threads or where nothing is found, 2 for a failure,")
    line("64 for arguments that mean nothing.")
  }

  private func isContrary(_ argument: HelpDump.Argument, of other: HelpDump.Argument) -> Bool {
    guard argument.kind == .flag, other.kind == .flag, let name = other.names?.first?.name else {
      return false
    }
    return argument.names?.map(\.name) == ["no-" + name]
  }

  private func usage(_ argument: HelpDump.Argument) -> String {
    guard let names = argument.names, !names.isEmpty else {
      return "Ar " + word(argument.valueName)
    }
    let flags = names.map { "Fl " + word($0.flag) }.joined(separator: " , ")
    return argument.kind == .option ? flags + " Ar " + word(argument.valueName) : flags
  }

  private func sentence(_ abstract: String) -> String {
    plain(abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract)
  }

  /// One argument of a macro.
  private func word(_ text: String) -> String {
    plain(text).replacing("-", with: "\\-")
  }

  private func plain(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("\"", with: "\\(dq")
  }
}
