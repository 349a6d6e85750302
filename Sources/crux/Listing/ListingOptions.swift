import ArgumentParser

/// Options of every command that lists things.
struct ListingOptions: ParsableArguments {
  @Flag(help: "Print JSON, as described in docs/json.md.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Print each item through a template such as '{id}: {text}\\n'; fields as in docs/json.md.",
      valueName: "template"))
  var format: String?

  @Flag(inversion: .prefixedNo, help: "Show long output in a pager.")
  var pager = true

  var form: ListingForm { ListingForm(json: json, format: format, pager: pager) }

  func print(_ listing: @autoclosure () -> Listing, forPeople: (inout Page) -> Void) throws {
    try form.print(listing(), forPeople: forPeople)
  }
}

/// A whole listing: its items and what is to be said of them together.
struct Listing {
  /// What `--json` calls it.
  var what: String
  var items: [Record]
  /// Facts about the listing itself, beside the items in JSON.
  var facts: [(name: String, value: Field)] = []

  /// Names of fields that items have, for an empty listing too.
  var fieldNames: [String]

  init(
    _ what: String, _ items: [Record], facts: [(name: String, value: Field)] = [],
    fieldNames: [String]
  ) {
    self.what = what
    self.items = items
    self.facts = facts
    self.fieldNames = fieldNames
  }

  var json: String {
    var writer = JSONWriter()
    writer.open("{")
    writer.name("schema")
    writer.literal("1")
    writer.name("what")
    writer.string(what)
    for fact in facts {
      writer.name(fact.name)
      writer.field(fact.value)
    }
    writer.name("items")
    writer.list(items)
    writer.close("}")
    return writer.text + "\n"
  }
}

/// How a listing is printed.
struct ListingForm: Equatable {
  var json = false
  var format: String?
  var pager = true

  /// Prints the listing in the form asked for; `forPeople` prints it for readers, who need no listing.
  func print(_ listing: @autoclosure () -> Listing, forPeople: (inout Page) -> Void) throws {
    if json { return standardOutput.write(listing().json) }
    if let format { return try print(listing(), through: Template(format)) }
    var page = Page(terminal: Terminal(descriptor: 1))
    forPeople(&page)
    if pager { startPager(lines: page.lineCount, terminal: page.terminal) }
    standardOutput.write(page.text)
  }

  private func print(_ listing: Listing, through template: Template) throws {
    let unknown = template.fields.first { !listing.fieldNames.contains($0) }
    if let unknown { throw Failure.unknownField(unknown, known: listing.fieldNames) }
    let terminal = Terminal(descriptor: 1)
    for item in listing.items {
      standardOutput.write(template.filled(from: item, for: terminal))
    }
  }
}
