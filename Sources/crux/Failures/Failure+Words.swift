import CruxStore
import Glibc

extension Failure {
  /// What happened and what to do next, for people.
  var words: String {
    switch self {
    case .noCorpus:
      "no 'crux.yml' in this folder or above it; make a corpus with 'crux init', or name one "
        + "with '-C DIR'"
    case .notAFolder(let path):
      "'\(visible(path))' is not a folder; name the folder that holds 'crux.yml'"
    case .alreadyCorpus(let path):
      "'\(visible(path))' is a corpus already: it holds 'crux.yml'; begin a thread with 'crux new'"
    case .file(let failure): failure.words
    case .outputFolderHoldsOthers(let path, let example):
      "'\(visible(path))' holds files that crux did not write, such as '\(visible(example))'; name "
        + "another folder with '-o', or allow it with '--allow-foreign-files'"
    case .noPlaceForIndex(let corpus):
      "no place for the index: neither '\(visible(corpus))' nor the cache folder can be written; "
        + "set XDG_CACHE_HOME to a folder that can"
    case .unknownID(let id, _) where id.allSatisfy(\.isWhitespace):
      "an empty id was given; 'crux search' finds ids"
    case .unknownID(let id, let nearest):
      "there is no statement '\(visible(id))'; "
        + (nearest.map { "did you mean '\(visible($0))'?" } ?? "'crux search' finds ids")
    case .noStatement(let name):
      "'\(visible(name))' is a person, and this command wants the id of a statement; 'crux show' lists "
        + "those of a person"
    case .onePerson(let name):
      "both names are those of '\(name)'; name two people"
    case .noPlace(let name):
      "'\(visible(name))' is a person and has no place of their own; 'crux show' shows them, and "
        + "'--web' opens their page"
    case .cannotListen(let host, let port, let reason):
      "cannot listen at '\(visible(host))', port \(port): \(visible(reason)); name another with "
        + "'--port' or '--host'"
    case .noPage(let path):
      "there is no page '\(visible(path))'; build the site with 'crux site'"
    case .openingFailed(let command, let code, let variable):
      "'\(visible(command))' ended with \(code); set \(variable) to a program that opens it"
    case .unknownPerson(let name, let nearest):
      "nobody is called '\(visible(name))', or several are; "
        + (nearest.map { "did you mean '\(visible($0))'?" } ?? "write the whole name")
    case .cruxWithoutPole(let id, let poles):
      "'\(visible(id))' is a question with rival answers; ask about one of them: "
        + poles.map { visible($0) }.joined(separator: ", ")
    case .unknownField(let name, let known):
      "no field '\(visible(name))'; there are \(known.joined(separator: ", "))"
    default: wordsOfWriting
    }
  }
}

/// Why something could not be done, for people, whatever kind of error says it.
func wordsOf(_ error: any Error) -> String {
  switch error {
  case let failure as Failure: failure.words
  case let failure as FileFailure: failure.words
  case let error as StoreError: visible(error.description)
  default: visible("\(error)")
  }
}

extension FileFailure {
  var words: String { "cannot \(verb) '\(visible(path))': \(reason.words)" }

  private var verb: String {
    switch action {
    case .list: "list"
    case .read: "read"
    case .write: "write"
    case .create: "create"
    }
  }
}

extension FileFailure.Reason {
  var words: String {
    switch self {
    case .system(let code): systemWords(code)
    case .notAFile:
      "not a file; rename or remove it, or add what is to be no thread to 'ignore' in crux.yml"
    case .tooLarge: "larger than 1 GB; split it"
    case .changedMeanwhile: "it changed while crux was working; run the command again"
    case .deadLink: "its symbolic link points nowhere; mend or remove the link"
    case .nameIsNotUTF8: "its name is not UTF-8; rename it"
    case .changedSinceInterruption(let staged):
      "a command that changes several files was interrupted, and this one changed since; what it "
        + "was to become is in '\(visible(staged))': put it in its place, or remove it and the "
        + "journal '.crux/change.journal'"
    case .repairWouldChangeMeaning:
      "adding its ids would change what the rest says; add them by hand"
    }
  }

  private func systemWords(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file; check the spelling"
    case EACCES, EPERM: "no permission; change it with 'chmod', or run as its owner"
    case ENOSPC, EDQUOT: "the disk is full; make room and run the command again"
    case EROFS: "the file system is read-only"
    case ELOOP: "its symbolic links run in a circle; mend or remove the link"
    case EEXIST: "it exists already; choose another name, or remove it first"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of its path is not a folder"
    case ENAMETOOLONG: "its name is too long"
    case EMFILE, ENFILE: "too many files are open; close some programs and run it again"
    default: "\(message(code)) (error \(code))"
    }
  }

  private func message(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "unknown error" }
    return String(cString: text).lowercased()
  }
}
