import CorpusChecking
import CruxModel
import ThreadParsing

/// A post to be appended to a thread, or to begin one.
struct NewPost {
  var authorship: Authorship
  /// The byline's heading level, 2 to 6.
  var level = 2
  var anchor: String?
  /// The anchor of the post it answers, where the levels do not say it.
  var reply: String?
  /// Markdown under the byline and before what is typed: a quote, or nothing.
  var quote: String?

  /// Byline and quote: what a draft begins with.
  var head: String {
    var line = String(repeating: "#", count: level) + " @\(authorship.name) · \(authorship.date)"
    if let anchor { line += " · #\(anchor)" }
    if let reply { line += " · re #\(reply)" }
    return quote.map { "\(line)\n\n\($0)" } ?? line
  }

  /// The whole post: the text under the head, or as it is where it has a byline of its own.
  func markdown(with text: String) -> String {
    let text = text.trimmed
    return Self.hasByline(text) ? text : "\(head)\n\n\(text)"
  }

  /// Whether there is anything but the head in the text.
  func isEmpty(_ text: String) -> Bool {
    let text = text.trimmed
    return text.isEmpty || text == head.trimmed
  }

  private static func hasByline(_ text: String) -> Bool {
    let thread = parseThread(Array(text.utf8), path: "draft.md")
    return !thread.posts.isEmpty && thread.introduction.isEmpty && text.hasPrefix("#")
  }
}

/// A file as it will be, with the place from which it is new.
struct Composition {
  /// Relative to the corpus.
  var path: String
  var bytes: [UInt8]
  /// Offset of the first byte that is new.
  var start: Int
  /// What the file was like; nil for a file that is not there yet.
  var snapshot: FileSnapshot?
}

/// The file with a post after all it holds, which stays byte for byte.
func appending(_ post: String, to source: [UInt8]) -> (bytes: [UInt8], start: Int) {
  let lineEnd = source.lineEnd
  var bytes = source
  if let last = source.last, last != 0x0A { bytes += lineEnd }
  if !bytes.isEmpty, !bytes.suffix(2 * lineEnd.count).elementsEqual(lineEnd + lineEnd) {
    bytes += lineEnd
  }
  let start = bytes.count
  for line in post.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    bytes += line.utf8
    bytes += lineEnd
  }
  return (bytes, start)
}

/// Fails where a post after these bytes would not be read as one: something is left open in them.
func checkClosed(_ bytes: [UInt8], settings: CorpusSettings) throws(Failure) {
  let (probe, start) = appending("## @x · 2000-01-01", to: bytes)
  let posts = parseThread(probe, path: "x.md", settings: settings).posts
  guard posts.last?.place.offset == start else { throw .textLeavesOpen }
}
