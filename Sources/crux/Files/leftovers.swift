import Glibc

/// Hidden temporary files in a folder that a `crux` which was killed has left there.
///
/// They are called `.name.crux-PID` or `.name.crux-PID-old`. One is left over where no process has
/// that number any more and nothing was written to it for a minute, since numbers say little about
/// other machines that share the folder. In byte order.
func leftovers(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if let process = writer(ofTemporary: name), isGone(process) { names.append(name) }
  }
  let paths = names.sorted().map { folder + "/" + $0 }
  return paths.filter(isOld)
}

/// Removes what a killed `crux` left in the folder; nothing while a change of several files waits to
/// be finished, which needs some of it.
func removeLeftovers(in folder: String) {
  let found = leftovers(in: folder)
  guard !found.isEmpty, !hasJournal(above: folder) else { return }
  for path in found { unlink(path) }
}

/// The process that a temporary file is named after; nil for any other file.
private func writer(ofTemporary name: String) -> pid_t? {
  guard name.hasPrefix("."), let mark = name.ranges(of: ".crux-").last,
    mark.lowerBound > name.startIndex
  else { return nil }
  var rest = name[mark.upperBound...]
  if rest.hasSuffix("-old") { rest = rest.dropLast(4) }
  guard !rest.isEmpty, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return pid_t(rest).flatMap { $0 > 0 ? $0 : nil }
}

private func isGone(_ process: pid_t) -> Bool { kill(process, 0) != 0 && errno == ESRCH }

private func isOld(_ path: String) -> Bool {
  var entry = stat()
  guard lstat(path, &entry) == 0, entry.st_mode & S_IFMT == S_IFREG else { return false }
  return entry.st_mtim.tv_sec + 60 < time(nil)
}

private func hasJournal(above folder: String) -> Bool {
  var folder = resolvedPath(folder) ?? folder
  while true {
    if status(of: folder + "/.crux/change.journal") != nil { return true }
    guard let slash = folder.lastIndex(of: "/") else { return false }
    folder = String(folder[..<slash])
  }
}
