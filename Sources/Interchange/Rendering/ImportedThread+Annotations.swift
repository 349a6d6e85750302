import CruxModel

extension ImportedThread {
  /// The annotations as posts of an annotator, one for each post that has any: each passage as a
  /// quote, and under it what people made of it.
  ///
  /// ```markdown
  /// > Only if the metric is right.
  ///
  /// **Crux** `own-c1-1` quoted by @ada
  ///
  /// [[@cy]]: changemind
  /// ```
  ///
  /// A statement is defined by quoting it, and relations follow on lines of their own, so that the
  /// words stay those of the post. Ids begin with `prefix`, which is the thread's own.
  package func annotationPosts(_ names: BylineNames, prefix: String) -> [ImportedPost] {
    let ids = statementIDs(prefix: prefix)
    let targets = Set(annotations.flatMap { $0.relations.map(\.target) })
    let annotationsOfPost = Dictionary(grouping: annotations, by: \.post)
    var posts: [ImportedPost] = []
    for post in self.posts {
      guard let own = annotationsOfPost[post.id] else { continue }
      var writer = AnnotationWriter(names: names, ids: ids, author: post.author, targets: targets)
      for annotation in own { writer.write(annotation) }
      var result = ImportedPost(
        id: post.id + "-notes", author: BylineNames.annotator, body: writer.text)
      result.date = post.date
      result.parent = post.id
      posts.append(result)
    }
    return posts
  }

  private func statementIDs(prefix: String) -> [String: String] {
    var ids: [String: String] = [:]
    for (number, annotation) in annotations.enumerated() {
      let own = KebabCase.make(from: annotation.id)
      ids[annotation.id] = KebabCase.make(from: "\(prefix)-\(own.isEmpty ? "\(number + 1)" : own)")
    }
    return ids
  }
}

/// Writes the annotations of one post, those on the same words under one quote.
private struct AnnotationWriter {
  let names: BylineNames
  let ids: [String: String]
  /// Whose post it is.
  let author: ImportedAuthor
  let targets: Set<String>
  private var blocks: [String] = []
  private var quoted: String?
  /// The claim that stands for the words quoted last.
  private var claim: String?

  init(names: BylineNames, ids: [String: String], author: ImportedAuthor, targets: Set<String>) {
    self.names = names
    self.ids = ids
    self.author = author
    self.targets = targets
  }

  var text: String { blocks.joined(separator: "\n\n") }

  mutating func write(_ annotation: ImportedAnnotation) {
    if let words = annotation.words, words != quoted {
      blocks.append(Self.quote(words))
      claim = nil
    }
    quoted = annotation.words
    let id = ids[annotation.id] ?? annotation.id
    switch annotation.content {
    case .remark(let remark, let person): say(remark, person)
    case .stance(let label, let holder): write(stance: label, of: holder, id: id)
    case .statement(let label, let holder): define(id, as: label, by: holder ?? author)
    }
    for relation in annotation.relations {
      guard let target = ids[relation.target] else { continue }
      let holder = escapingMarkdown(names[author])
      blocks.append("\(Self.words(of: relation.kind, id, target)) by @\(holder)")
    }
  }

  private mutating func define(_ id: String, as label: Label, by holder: ImportedAuthor) {
    guard quoted != nil else { return say(label.rawValue.lowercased(), holder) }
    let definition = label.isStance ? Label.claim : label
    blocks.append(
      "**\(definition)** `\(id)` quoted by @\(escapingMarkdown(names[holder]))")
    if definition == .claim { claim = id }
  }

  /// A stance on the claim in the words, which is defined first where it is not yet.
  private mutating func write(stance label: Label, of holder: ImportedAuthor, id: String) {
    guard quoted != nil else { return say(label.rawValue.lowercased(), holder) }
    if claim == nil { define(id, as: .claim, by: author) }
    guard let claim else { return }
    blocks.append("**\(label)** `\(claim)` by @\(escapingMarkdown(names[holder]))")
  }

  private mutating func say(_ words: String, _ person: ImportedAuthor) {
    blocks.append("[[@\(names[person])]]: \(escapingMarkdown(words))")
  }

  private static func words(
    of kind: ImportedAnnotation.Relation.Kind, _ id: String, _ target: String
  ) -> String {
    switch kind {
    case .supports: "**Because** `\(id)` to `\(target)`"
    case .rebuts: "**Rebuttal** `\(id)` to `\(target)`"
    case .undercuts: "**Undercut** `\(id)` of `\(target)`"
    }
  }

  private static func quote(_ words: String) -> String {
    let lines = words.split(whereSeparator: \.isNewline).map {
      "> " + escapingMarkdown(String($0).collapsingSpace)
    }
    return lines.joined(separator: "\n>\n")
  }
}
