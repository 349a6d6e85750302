/// Why a command cannot go on. What is wrong in the text of a thread is a `Finding` instead.
enum Failure: Error, Equatable {
  /// No `crux.yml` in this folder or above it.
  case noCorpus
  case notAFolder(path: String)
  case file(FileFailure)
  /// Neither the corpus nor the cache folder can be written, and there is no index to read.
  case noPlaceForIndex(corpus: String)
  /// The folder a site should be written to holds files that crux did not write.
  case outputFolderHoldsOthers(path: String, example: String)
  /// No statement has this id.
  case unknownID(String, nearest: String?)
  case unknownPerson(String, nearest: String?)
  /// A question about a crux with rival poles, which has no strength of its own.
  case cruxWithoutPole(String, poles: [String])
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
    /// Adding ids would make something else of the rest.
    case repairWouldChangeMeaning
  }

  var action: Action
  var path: String
  var reason: Reason
}
