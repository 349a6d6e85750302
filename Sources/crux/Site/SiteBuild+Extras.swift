import CruxSite
import CruxStore
import Glibc

extension SiteBuild {
  /// Adds the files that hold the whole corpus, as far as they are wanted.
  mutating func addExtras(
    of threads: [SourceThread], _ store: Store, to folder: inout OutputFolder
  ) throws {
    if options.extras.contains(.index) {
      let path = folder.temporaryPath(of: SiteExtra.index.rawValue)
      unlink(path)
      try store.copy(to: path)
      try take(.index, to: &folder)
    }
    if options.extras.contains(.json) {
      try writeCorpusJSON(of: threads, to: folder.temporaryPath(of: SiteExtra.json.rawValue))
      try take(.json, to: &folder)
    }
  }

  private mutating func take(
    _ extra: SiteExtra, to folder: inout OutputFolder
  ) throws(FileFailure) {
    try folder.take(extra.rawValue)
    noteFile()
  }

  /// `{"threads": [...]}` of the threads' own files, which are written by now, one at a time.
  private func writeCorpusJSON(
    of threads: [SourceThread], to path: String
  ) throws(FileFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .writing(path) }
    defer { close(descriptor) }
    var separator = "{\"threads\": [\n"
    for thread in threads {
      let file = options.output + "/" + PageAddress.threadJSON(thread.id).path
      guard let bytes = try? readFile(file).bytes else { continue }
      guard writeAll(Array(separator.utf8) + bytes, to: descriptor) else { throw .writing(path) }
      separator = ",\n"
    }
    let end = separator == ",\n" ? "]}\n" : separator + "]}\n"
    guard writeAll(Array(end.utf8), to: descriptor) else { throw .writing(path) }
  }
}
