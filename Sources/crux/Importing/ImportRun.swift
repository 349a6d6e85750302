import CruxModel
import Glibc
import Interchange
import ThreadParsing

/// Brings files into a corpus, one thread after the other: never more than one file and the thread
/// it belongs to is held.
struct ImportRun {
  let corpus: CorpusFolder
  let settings: CorpusSettings
  /// The format of all files; nil where the content says it.
  var importer: Importer?
  /// Where new threads go, relative to the corpus; empty for its root.
  var folder = ""
  /// Whether files are written.
  var writes = true

  private(set) var results: [ImportedFileReport] = []
  private(set) var losses = Losses()
  private(set) var failures: [String] = []
  private var known: KnownSources
  private var pending: (thread: ImportedThread, format: String)?
  private var takenPaths: Set<String> = []

  init(_ corpus: CorpusFolder, settings: CorpusSettings) {
    self.corpus = corpus
    self.settings = settings
    known = KnownSources(corpus, settings: settings)
  }

  /// Imports files, and folders with all they hold.
  mutating func run(_ paths: [String]) {
    for path in paths {
      guard status(of: path)?.isFolder == true else {
        read(path)
        continue
      }
      for file in filesBelow(path) { read(file) }
    }
    finish()
  }

  private mutating func read(_ path: String) {
    do throws(ImportFailure) {
      let (imported, format) = try contents(of: path)
      losses.add(imported.losses)
      for thread in imported.threads { take(thread, format) }
    } catch {
      failures.append(error.words)
    }
  }

  private func contents(of path: String) throws(ImportFailure) -> (Imported, format: String) {
    let limit = ImportInput.largest
    if let size = status(of: path)?.size, size > limit {
      throw ImportFailure(path, ImportError(.tooLarge(limit: limit >> 20), at: .file))
    }
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try readFile(path).bytes } catch {
      throw ImportFailure(words: error.words)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let input = ImportInput(name: name, bytes: bytes, settings: settings)
    do throws(ImportError) {
      guard let importer = importer ?? Importer.recognising(input) else {
        throw ImportError(.unknownFormat, at: .file)
      }
      return (try importer.read(input), importer.name)
    } catch {
      throw ImportFailure(path, error, in: bytes)
    }
  }

  /// Holds the thread back until one of another debate comes, since its posts may be in many files.
  private mutating func take(_ thread: ImportedThread, _ format: String) {
    if pending?.thread.isSameDebate(as: thread) == true {
      pending?.thread.merge(thread)
    } else {
      finish()
      pending = (thread, format)
    }
  }

  private mutating func finish() {
    guard let (fetched, format) = pending else { return }
    pending = nil
    var thread = fetched
    losses.add(.missingParent, thread.putInOrder())
    thread.addressAuthors()
    if thread.posts.isEmpty { return }
    do {
      if let path = known.path(of: thread) {
        try update(path, with: thread, format)
      } else {
        try create(thread, format)
      }
    } catch let failure as FileFailure {
      failures.append(failure.words)
    } catch let failure as Failure {
      failures.append(failure.words)
    } catch {
      failures.append("\(error)")
    }
  }

  // MARK: Files

  private mutating func create(_ thread: ImportedThread, _ format: String) throws {
    let path = try freePath(for: thread)
    let draft = ThreadDraft(thread, stem: stem(of: path), known: known.people)
    losses.add(.markup, draft.codePosts)
    let bytes = draft.bytes
    if writes {
      makeFolders()
      try createFile(corpus.path(of: path), with: bytes)
    }
    takenPaths.insert(path)
    let written = parseThread(bytes, path: path, settings: settings)
    known.add(written, at: path)
    var report = ImportedFileReport(path: path, format: format, status: .new)
    report.count(thread, written)
    report.added = thread.posts.count
    results.append(report)
  }

  private mutating func update(
    _ path: String, with thread: ImportedThread, _ format: String
  ) throws {
    if takenPaths.contains(path), !writes { return }
    let content = try readFile(corpus.path(of: path))
    let draft = ThreadDraft(thread, stem: stem(of: path), known: known.people)
    let update = try ThreadUpdate(
      of: content.bytes, path: path, by: draft, settings: settings)
    if update.isChange, writes {
      try replaceFile(corpus.path(of: path), with: update.bytes, ifStill: content.snapshot)
    }
    var report = ImportedFileReport(
      path: path, format: format, status: update.isChange ? .updated : .unchanged)
    let written = parseThread(update.bytes, path: path, settings: settings)
    known.add(written, at: path)
    report.count(thread, written)
    report.added = update.added
    report.updated = update.updated
    report.noted = update.noted
    report.conflicts = update.conflicts
    results.append(report)
  }

  private func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? path[...]
    return String(name.dropLast(3))
  }

  private func freePath(for thread: ImportedThread) throws(Failure) -> String {
    var stem = fileStem(ofTitle: thread.title)
    if stem.utf8.count > 120 { stem = String(stem.unicodeScalars.prefix(30)) }
    if stem.isEmpty { stem = fileStem(ofTitle: thread.key) }
    let start = folder.isEmpty ? "" : folder + "/"
    let rules = NewThread(
      title: thread.title, authorship: Authorship(name: "", date: ""), settings: settings)
    for number in 1...1_000_000 {
      let path =
        start + (stem.isEmpty ? "thread" : stem) + (number == 1 ? "" : "-\(number)") + ".md"
      guard rules.isThreadPath(path) else { throw .notAThreadPath(path) }
      var entry = stat()
      if lstat(corpus.path(of: path), &entry) != 0, !takenPaths.contains(path) { return path }
    }
    throw .noFileName(title: thread.title)
  }

  private func makeFolders() {
    var path = ""
    for part in folder.split(separator: "/") {
      path += path.isEmpty ? String(part) : "/" + part
      mkdir(corpus.path(of: path), 0o755)
    }
  }
}

/// What stood in the way of importing a file.
struct ImportFailure: Error {
  let words: String

  init(words: String) { self.words = words }

  /// `topic.json:1:1204: …`.
  init(_ path: String, _ error: ImportError, in bytes: [UInt8] = []) {
    var place = path
    switch error.place {
    case .file: break
    case .line(let line): place += ":\(line)"
    case .byte(let offset):
      let before = bytes.prefix(offset)
      let column = offset - (before.lastIndex(of: 0x0A) ?? -1)
      place += ":\(before.count { $0 == 0x0A } + 1):\(column)"
    }
    words = visible("cannot import \(place): \(error.reason.words)")
  }
}

/// The files below a folder, in byte order of their paths; hidden ones and links are left out.
func filesBelow(_ root: String) -> [String] {
  var files: [String] = []
  var folders = [root]
  while let folder = folders.popLast() {
    guard let stream = opendir(folder) else { continue }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      let path = folder + "/" + name
      guard !name.hasPrefix("."), lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { folders.append(path) }
      if status.st_mode & S_IFMT == S_IFREG { files.append(path) }
    }
  }
  return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
