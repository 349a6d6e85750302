import CorpusChecking
import CruxModel

extension Failure {
  /// What went wrong while something was to be written.
  var wordsOfWriting: String {
    switch self {
    case .unknownThread(let name, let nearest):
      "there is no thread '\(visible(name))'; "
        + (nearest.map { "did you mean '\(visible($0))'?" } ?? "'crux list threads' names them")
    case .unknownPost(let anchor, let thread, let anchors):
      "'\(visible(thread))' has no post '#\(visible(anchor))'; its posts are "
        + anchors.prefix(20).map { "#\(visible($0))" }.joined(separator: ", ")
    case .noAuthor:
      "nothing says who writes; give a name with '--by', set 'author' in crux.yml, or run "
        + "'git config user.name NAME'"
    case .unusableName(let name):
      "'\(visible(name))' does not work as a name in a byline; choose another with '--by'"
    case .notADate(let text):
      "'\(visible(text))' is no date; write it as 2025-11-04 or 2025-11-04T09:30Z"
    case .noFileName(let title):
      "'\(visible(title))' makes no file name; give one with '--file'"
    case .notAThreadPath(let path):
      "'\(visible(path))' cannot be a thread of this corpus; name a file inside it that ends in "
        + "'.md' and that crux.yml does not ignore"
    case .threadExists(let path, let id):
      "'\(visible(path))' exists already; answer it with 'crux reply \(visible(shellWord(id)))', or "
        + "name another file with '--file'"
    default: wordsOfDrafts
    }
  }

  private var wordsOfDrafts: String {
    switch self {
    case .nothingWritten: "nothing was written, so nothing is saved"
    case .notACredence(let words):
      "'\(visible(words))' is no credence; write a percentage such as 80%, or a word such as likely"
    case .wordsBelowCut:
      "not saved, because words of yours stand below the line '\(DraftContent.cutLine)', where they "
        + "would be left out; move them above it"
    case .bylineDiffers(let option):
      "your text has a byline of its own, which says something else than '\(option)'; leave out one of the two"
    case .brokenSettings:
      "crux.yml cannot be read, so that the author and the people it names would not count; 'crux check' says where"
    case .noPlaceForDraft:
      "no place for a draft: neither '.crux' nor the folder for temporary files can be written; "
        + "give the text with '--text'"
    case .editorFailed(let command, let code):
      "the editor '\(visible(command))' failed with \(code), so nothing is saved; set EDITOR to "
        + "another, or give the text with '--text'"
    case .errorsInPost:
      "not saved because of errors; mend them, or save all the same with '--force'"
    case .leftForLater: "not saved"
    case .noRoomForPost(let path):
      "a new post at the end of '\(visible(path))' would not be read as one, or would change what "
        + "stands before it; close what is open there, such as a code block"
    case .textLeavesOpen:
      "not saved, because the next post would become a part of this one; close what is open in it, "
        + "such as a code block"
    case .notQuotable(let words, let trouble): "'\(visible(words))' \(trouble.words)"
    default: wordsOfEditing
    }
  }

  private var wordsOfEditing: String {
    switch self {
    case .notALine(let text):
      "'\(visible(text))' names no line; write it as 'file.md:12'"
    case .unknownLabel(let text, let nearest):
      "'\(visible(text))' is no label; "
        + (nearest.map { "did you mean '\($0)'?" }
          ?? "use \(Label.allCases.map(\.optionName).joined(separator: ", "))")
    case .invalidID(let id):
      "'\(visible(id))' cannot be an id; use lower-case letters and digits joined by '-'"
    case .idTaken(let id, let place):
      "'\(visible(id))' is taken, in \(visible(place)); choose another"
    case .unchangedID(let id): "'\(visible(id))' is the id that it has; choose another"
    case .formerIDOfItsOwn(let id, let now):
      "'\(visible(id))' is a former id of '\(visible(now))' itself; take it out behind 'was' there, then rename"
    case .formerID(let id, let now):
      "'\(visible(id))' is a former id; the statement is called '\(visible(now))' now"
    case .notRenamable(let id, let thing): "'\(visible(id))' \(thing.words)"
    case .label(let path, let line, let trouble):
      "\(visible(path)):\(line): \(trouble.words)"
    case .wouldChangeMeaning(let path):
      "the change would make something else of the rest of '\(visible(path))'; nothing is written, "
        + "make it by hand"
    case .notProposed(let id, let nearest):
      "'\(visible(id))' is not proposed; "
        + (nearest.map { "did you mean '\(visible($0))'?" } ?? "leave '--only' out to see what is")
    case .errorsInChange:
      "nothing is written because of errors; mend them, or write all the same with '--force'"
    default: "\(self)"
    }
  }
}

extension QuoteTrouble {
  fileprivate var words: String {
    switch self {
    case .notFound(let post):
      "does not stand in \(post.map { "post #\(visible($0))" } ?? "the thread"); copy the words as "
        + "they are shown"
    case .noWords: "holds no words to quote"
    case .severalTimes(let posts) where Set(posts).count == 1:
      "stands more than once in post #\(visible(posts[0])); quote more words"
    case .severalTimes(let posts):
      "stands there more than once (\(posts.map { "#\(visible($0))" }.joined(separator: ", "))); "
        + "quote more words, or name the post with '--to'"
    case .drifted(let original, let post):
      "is not what post #\(visible(post)) says: '\(visible(original))'"
    }
  }
}

extension ThingNotRenamable {
  fileprivate var words: String {
    switch self {
    case .yesOrNo(let crux):
      "cannot be renamed: yes and no are what a question is answered with; rename '\(visible(crux))'"
    case .temporary: "has no id of its own; give it one with 'crux check --fix' first"
    }
  }
}

extension LabelTrouble {
  fileprivate var words: String {
    switch self {
    case .noWords:
      "no words of a post begin on this line; name a line of a paragraph or list item"
    case .hasLabel: "there is a label already"
    case .wordsNotFound:
      "these words do not stand in the paragraph from this line on; copy them as they are in the file"
    case .wordsSeveralTimes(let number):
      "these words stand there \(number) times; give more of them"
    case .marksNoWords(let label):
      "'\(label)' cannot mark words inside a sentence; leave '--words' out"
    }
  }
}

extension Label {
  /// As it is given on the command line.
  var optionName: String { KebabCase.make(from: rawValue) }
}
