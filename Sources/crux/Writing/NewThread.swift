import CruxModel
import Glibc
import Interchange
import ThreadParsing

/// A thread that is to be begun.
struct NewThread {
  var title: String
  var authorship: Authorship
  var settings: CorpusSettings

  var post: NewPost { NewPost(authorship: authorship, anchor: "1") }

  func composition(at path: String, _ text: String) throws(Failure) -> Composition {
    let head = "---\ntitle: \(yamlText(title))\n---\n"
    let (bytes, start) = appending(post.markdown(with: text), to: Array(head.utf8))
    try checkClosed(bytes, settings: settings)
    return Composition(path: path, bytes: bytes, start: start)
  }

  /// Fails where the name is not read as it was given.
  func checkName() throws(Failure) {
    let composition = try composition(at: "x.md", "x")
    let thread = parseThread(composition.bytes, path: "x.md", settings: settings)
    guard thread.posts.first?.author == settings.people.id(for: authorship.name) else {
      throw .unusableName(authorship.name)
    }
  }

  /// Where it goes, relative to the corpus: where nothing is yet.
  func path(given file: String?, in corpus: CorpusFolder) throws(Failure) -> String {
    let path = if let file { withExtension(file) } else { try defaultPath() }
    guard isThreadPath(path) else { throw .notAThreadPath(path) }
    var entry = stat()
    guard lstat(corpus.path(of: path), &entry) != 0 else {
      throw .threadExists(path: path, id: String(path.dropLast(3)))
    }
    return path
  }

  private func withExtension(_ path: String) -> String {
    path.hasSuffix(".md") ? path : path + ".md"
  }

  private func defaultPath() throws(Failure) -> String {
    let stem = fileStem(ofTitle: title)
    guard !stem.isEmpty else { throw .noFileName(title: title) }
    return stem + ".md"
  }

  /// Whether `listThreads` would list it.
  func isThreadPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, let first = parts.first, name != "README.md",
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }),
      parts.count == 1 || (first != "theme" && first != "_site")
    else { return false }
    let globs = settings.ignore.map(Glob.init)
    var folder = ""
    for part in parts.dropLast() {
      folder += folder.isEmpty ? String(part) : "/" + part
      if globs.contains(where: { $0.matches(folder, isFolder: true) }) { return false }
    }
    return !globs.contains { $0.matches(path, isFolder: false) }
  }
}

/// The title as the name of a file, in kebab-case: whole words up to 60 bytes, or a part of the
/// first; empty where there is no letter and no digit in it.
func fileStem(ofTitle title: String) -> String {
  var stem = ""
  for word in KebabCase.make(from: title).split(separator: "-") {
    if !stem.isEmpty, stem.utf8.count + word.utf8.count >= 60 { break }
    stem += stem.isEmpty ? String(word.prefix(60)) : "-" + word
  }
  return stem
}
