import CruxModel

/// What somebody made of a comment or of words in it, by clicking a sign.
struct Reaction {
  /// `crux`, `changemind`.
  var name: String
  /// Whether they say that the sign is wrong here.
  var isDenied: Bool
  var by: ImportedAuthor
  /// The words as rendered; nil for the whole comment.
  var words: String?
}

/// Reactions as annotations, those to the same words together, in the order in which the words are
/// first reacted to.
///
/// Words have one crux: the first who says so makes it, and others are remarks.
func annotations(of reactions: [Reaction], onPost post: String) -> [ImportedAnnotation] {
  var groups: [(words: String?, reactions: [Reaction])] = []
  var group: [String?: Int] = [:]
  for reaction in reactions {
    let words = reaction.words?.collapsingSpace
    if let index = group[words] {
      groups[index].reactions.append(reaction)
    } else {
      group[words] = groups.count
      groups.append((words, [reaction]))
    }
  }
  var result: [ImportedAnnotation] = []
  for (number, group) in groups.enumerated() {
    var hasCrux = false
    for (index, reaction) in group.reactions.enumerated() {
      let content = content(of: reaction, on: group.words, hasCrux: hasCrux)
      if case .statement = content { hasCrux = true }
      let id = "\(post)-\(number + 1)-\(index + 1)"
      result.append(
        ImportedAnnotation(id: id, post: post, words: group.words, content: content))
    }
  }
  return result
}

private func content(
  of reaction: Reaction, on words: String?, hasCrux: Bool
) -> ImportedAnnotation.Content {
  let remark = (reaction.isDenied ? "not " : "") + reaction.name
  guard words != nil else { return .remark(remark, by: reaction.by) }
  switch (reaction.name, reaction.isDenied) {
  case ("crux", false) where !hasCrux: return .statement(.crux, holder: reaction.by)
  case ("agree", false), ("disagree", true): return .stance(.agree, holder: reaction.by)
  case ("disagree", false), ("agree", true): return .stance(.disagree, holder: reaction.by)
  default: return .remark(remark, by: reaction.by)
  }
}
