extension ImportError.Reason {
  /// What happened and what to do next.
  package var words: String {
    switch self {
    case .unknownFormat:
      "no known format; name it with '--from', or set 'foreign-byline' in crux.yml for Markdown with other bylines"
    case .json(.tooManyValues(let limit)):
      "more than \(limit) values; split the file, or fetch the debate in parts"
    case .json(let reason): "\(reason.words); fetch the file again"
    case .missing(let what): "'\(what)' is missing; is the format right, and the file whole?"
    case .expected(let what, let found): "\(what) is needed, not \(found)"
    case .ended(let what): "the file ends in \(what); fetch it again"
    case .tooMany(let what, let limit): "more than \(limit) \(what); split the file"
    case .tooLarge(let limit):
      "larger than \(limit) MB; split the file, or fetch the debate in parts"
    case .longPost(let limit): "a post of more than \(limit) MB; is the format right?"
    case .noPosts: "there is no post in it; is it the right file?"
    }
  }
}

extension Losses.Kind {
  /// The name of one, and of several.
  package var words: (one: String, several: String) {
    switch self {
    case .vote: ("vote", "votes")
    case .reaction: ("reaction without words", "reactions without words")
    case .edit: ("earlier version", "earlier versions")
    case .image: ("image", "images")
    case .attachment: ("attachment", "attachments")
    case .badge: ("badge or role", "badges or roles")
    case .poll: ("poll", "polls")
    case .attribution: ("name over a quote from elsewhere", "names over quotes from elsewhere")
    case .emptyPost: ("post without words", "posts without words")
    case .missingParent: ("reply to a post not in the file", "replies to posts not in the file")
    case .markup: ("piece of markup", "pieces of markup")
    case .place: ("place in a changed file", "places in changed files")
    case .quoteHeading: ("line that says who is quoted", "lines that say who is quoted")
    case .signature: ("signature or foot", "signatures or feet")
    case .copy: ("second copy of a message", "second copies of messages")
    case .charset: ("text in an unknown character set", "texts in unknown character sets")
    case .script: ("script, style or drawing", "scripts, styles or drawings")
    case .link: ("link that leads nowhere from here", "links that lead nowhere from here")
    case .event: ("automatic message", "automatic messages")
    case .date: ("unreadable date", "unreadable dates")
    case .annotation: ("annotation without its passage", "annotations without their passages")
    case .shade: ("type or shade of an annotation", "types or shades of annotations")
    case .invalidBytes: ("run of bytes that are not UTF-8", "runs of bytes that are not UTF-8")
    }
  }
}
