import CruxModel
import Glibc

/// The corpus that is checked, and which of its files are reported on.
struct CheckScope {
  /// Nil where the files given belong to none: they are checked by themselves.
  let corpus: CorpusFolder?
  /// The files that are given, whether or not they are threads of the corpus.
  private(set) var extra: [CorpusCheck.Input] = []
  /// Paths that lead to nothing.
  private(set) var failures: [FileFailure] = []
  /// Paths of those outside the corpus, as given.
  private(set) var outside: Set<String> = []
  /// Files and folders to report on, those inside the corpus relative to it, itself as an empty path; nil
  /// for all.
  private var wanted: Set<String>?

  /// - Parameter paths: As given, relative to the current folder; `-` is standard input.
  init(_ paths: [String], options: CorpusOptions) throws(Failure) {
    var corpus = try options.corpusIfAny()
    if corpus == nil, let first = paths.first(where: { $0 != "-" }) {
      let folder = folder(of: first)
      if status(of: folder) != nil { corpus = try CorpusFolder(around: folder) }
    }
    self.corpus = corpus
    guard !paths.isEmpty else {
      if corpus == nil { throw .noCorpus }
      return
    }
    wanted = []
    for path in paths { add(path) }
  }

  /// Whether findings about the path, as findings call it, are wanted.
  func contains(_ path: String) -> Bool {
    guard let wanted else { return true }
    if wanted.contains("") || wanted.contains(path) { return true }
    return path.indices.contains { path[$0] == "/" && wanted.contains(String(path[..<$0])) }
  }

  private mutating func add(_ path: String) {
    if path == "-" { return addExtra(Check.standardInputName, file: nil) }
    guard let status = status(of: path) else { return failures.append(.reading(path)) }
    if status.isFolder, path.utf8.suffix(3).elementsEqual(".md".utf8),
      listThreads(in: path).threads.isEmpty
    {
      return failures.append(.reading(path, .system(EISDIR)))
    }
    if let corpus, let inside = corpus.relativePath(of: path) {
      wanted?.insert(inside)
      if !status.isFolder, inside != CorpusFolder.settingsName {
        extra.append(CorpusCheck.Input(path: inside, file: corpus.path(of: inside)))
      }
    } else if status.isFolder {
      addFolder(path)
    } else {
      addExtra(path, file: path)
    }
  }

  /// A folder that is outside the corpus, or around it or the same.
  private mutating func addFolder(_ path: String) {
    if let corpus, let folder = resolvedPath(path),
      (corpus.root + "/").hasPrefix(folder == "/" ? folder : folder + "/")
    {
      wanted?.insert("")
      if folder == corpus.root { return }
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    for entry in listThreads(in: path).threads {
      let file = folder + entry.path
      if corpus?.relativePath(of: file) == nil { addExtra(file, file: file) }
    }
  }

  private mutating func addExtra(_ path: String, file: String?) {
    guard outside.insert(path).inserted else { return }
    extra.append(CorpusCheck.Input(path: path, file: file))
    wanted?.insert(path)
  }
}

/// The folder that a path is in, or is.
private func folder(of path: String) -> String {
  guard status(of: path)?.isFolder != true else { return path }
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
