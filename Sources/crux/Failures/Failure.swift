import CorpusChecking

/// Why a command cannot go on. What is wrong in the text of a thread is a `Finding` instead.
enum Failure: Error, Equatable {
  /// No `crux.yml` in this folder or above it.
  case noCorpus
  case notAFolder(path: String)
  /// `crux init` where there is a `crux.yml`.
  case alreadyCorpus(path: String)
  case file(FileFailure)
  /// Neither the corpus nor the cache folder can be written, and there is no index to read.
  case noPlaceForIndex(corpus: String)
  /// The folder a site should be written to holds files that crux did not write.
  case outputFolderHoldsOthers(path: String, example: String)
  /// No statement has this id.
  case unknownID(String, nearest: String?)
  /// A person was named where a statement is wanted.
  case noStatement(String)
  case unknownPerson(String, nearest: String?)
  /// Two people were asked about, and both names are this one's.
  case onePerson(String)
  /// A person is written nowhere in particular.
  case noPlace(String)
  /// The address or port cannot be had.
  case cannotListen(host: String, port: Int, reason: String)
  /// The site has no such page, or was not built.
  case noPage(path: String)
  /// The editor or browser that a variable names, or the usual one, could not show something.
  case openingFailed(command: String, code: Int32, variable: String)
  /// A question about a crux with rival poles, which has no strength of its own.
  case cruxWithoutPole(String, poles: [String])
  /// No thread has this id or path.
  case unknownThread(String, nearest: String?)
  /// No post of the thread has this anchor.
  case unknownPost(String, thread: String, anchors: [String])
  /// Neither an option, nor `crux.yml`, nor git says who writes.
  case noAuthor
  /// A name that makes no byline.
  case unusableName(String)
  case notADate(String)
  case notACredence(String)
  /// A title without a letter or digit makes no file name.
  case noFileName(title: String)
  /// A name of a file that no thread of the corpus can have.
  case notAThreadPath(String)
  case threadExists(path: String, id: String)
  case nothingWritten
  /// Other words than the help stand under the line of a draft that cuts it.
  case wordsBelowCut
  case noPlaceForDraft
  /// What an option asks for is not what the text's own byline or words say.
  case bylineDiffers(option: String)
  /// `crux.yml` is no YAML, so that nothing it says counts.
  case brokenSettings
  case editorFailed(command: String, code: Int32)
  /// Errors among the findings on what was written; they have been printed.
  case errorsInPost
  case leftForLater
  /// What stands in the file would swallow a new post, or be read in another way because of it.
  case noRoomForPost(path: String)
  /// What was written would swallow the post after it.
  case textLeavesOpen
  /// `FILE:LINE` that is none.
  case notALine(String)
  case unknownLabel(String, nearest: String?)
  case invalidID(String)
  case idTaken(String, place: String)
  /// An id that a statement had before.
  case formerID(String, now: String)
  /// `crux rename` to the id that it has.
  case unchangedID(String)
  /// The id asked for is one that the same statement had before.
  case formerIDOfItsOwn(String, now: String)
  /// `crux rename` renames what has an id of its own.
  case notRenamable(String, ThingNotRenamable)
  case label(path: String, line: Int, LabelTrouble)
  /// The change would make something else of the rest of a file.
  case wouldChangeMeaning(path: String)
  /// Errors that a change would make; they have been printed.
  case errorsInChange
  /// `crux suggest --only` of an id that it does not propose.
  case notProposed(String, nearest: String?)
  /// Words that are not, or not once, in the posts that a reply can quote.
  case notQuotable(String, QuoteTrouble)
  /// A field in a template that the items of a listing do not have.
  case unknownField(String, known: [String])
}

extension Failure {
  /// Whether the arguments mean nothing, whatever the corpus holds.
  var isUsage: Bool {
    if case .unknownField = self { true } else { false }
  }
}

enum ThingNotRenamable: Equatable {
  /// An answer called yes or no, by which a crux is read, or one that is to be called so.
  case yesOrNo(crux: String)
  case temporary
}

enum QuoteTrouble: Equatable {
  case noWords
  case notFound(post: String?)
  case severalTimes(posts: [String])
  /// What the passage says instead.
  case drifted(original: String, post: String)
}

/// Something the operating system refused to do with a file.
struct FileFailure: Error, Equatable {
  enum Action: Equatable {
    case list, read, write, create
  }

  enum Reason: Equatable {
    /// An `errno`.
    case system(Int32)
    /// A folder, device, socket or pipe where a file was meant.
    case notAFile
    /// More bytes than `readFile` takes.
    case tooLarge
    /// The file is no longer as it was read.
    case changedMeanwhile
    case nameIsNotUTF8
    /// A symbolic link to nothing.
    case deadLink
    /// A change of several files was interrupted, and somebody changed one of them since.
    case changedSinceInterruption(staged: String)
    /// Adding ids would make something else of the rest.
    case repairWouldChangeMeaning
  }

  var action: Action
  var path: String
  var reason: Reason
}
