/// What ArgumentParser prints for `--experimental-dump-help`, as far as a manual needs it.
struct HelpDump: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    /// Paragraphs, parted by empty lines.
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
    var shouldDisplay: Bool
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    var kind: Kind
    /// Empty for a positional one.
    var names: [Name]?
    var valueName: String
    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  struct Name: Decodable {
    var kind: String
    var name: String

    /// As typed, without the first hyphen, which mdoc's macros add.
    var flag: String { kind == "long" ? "-" + name : name }
  }
}
