import CruxModel

/// The names that stand behind `@` for the authors of a thread: one each, and never one for two.
package struct BylineNames {
  /// Who wrote posts that only hold annotations.
  package static let annotator = ImportedAuthor(id: "crux annotations", handle: "Annotations")

  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private let known: KnownPeople
  /// In order of first appearance.
  package private(set) var authors: [ImportedAuthor] = []

  /// Names everybody in the thread, in order of first appearance.
  ///
  /// - Parameter known: Whom names stand for in the corpus already.
  package init(_ thread: ImportedThread, known: KnownPeople = KnownPeople()) {
    self.known = known
    for post in thread.posts { add(post.author) }
    for annotation in thread.annotations {
      switch annotation.content {
      case .statement(_, let holder): if let holder { add(holder) }
      case .stance(_, let holder): add(holder)
      case .remark(_, let author): add(author)
      }
    }
    if !thread.annotations.isEmpty { add(Self.annotator) }
  }

  package subscript(_ author: ImportedAuthor) -> String { names[author.id] ?? author.handle }

  /// The line of `people` that says more than the name does; nil where there is no more to say.
  package func declaration(of author: ImportedAuthor) -> String? {
    let shown = self[author]
    var parts: [String] = []
    let name = (author.name ?? author.handle).collapsingSpace
    if name != shown { parts.append("name: \(yamlText(name))") }
    if let url = author.url { parts.append("url: \(yamlText(url))") }
    if author.url == nil, let account = author.account {
      parts.append("account: \(yamlText(account))")
    }
    if author.id == Self.annotator.id { parts.append("role: annotator") }
    if author.isUnnamed { parts.append("role: unnamed") }
    guard !parts.isEmpty else { return nil }
    return "  \(yamlText(shown, isKey: true)): {\(parts.joined(separator: ", "))}"
  }

  private mutating func add(_ author: ImportedAuthor) {
    guard names[author.id] == nil else { return }
    let plain = Self.plainName(author.handle)
    var name = known.name(of: author.identity) ?? plain
    var number = 2
    while taken.contains(name) || known.isTaken(name, for: author.identity) {
      name = "\(plain) \(number)"
      number += 1
    }
    taken.insert(name)
    names[author.id] = name
    authors.append(author)
  }

  /// The name without what would end it or be read as a part of a byline or header: no `:`, no
  /// parentheses, no separator, at most 80 characters.
  private static func plainName(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isDropped = "()@\\:".unicodeScalars.contains(scalar) || isInvisible(scalar)
      scalars.append(isDropped ? " " : scalar)
    }
    var name = String(scalars).collapsingSpace
    for separator in ["-", "\u{2014}", "\u{B7}"] {
      name = name.split(separator: " ").filter { $0 != separator }.joined(separator: " ")
    }
    name = String(name.prefix(80)).collapsingSpace
    return name.isEmpty ? "Anonymous" : name
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
  }
}

extension String {
  /// Without white space at the ends and with one space for each run of it inside.
  package var collapsingSpace: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
