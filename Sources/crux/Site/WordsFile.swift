import Glibc

/// Where it is kept, beside the state of a site, what the index of the search box holds of each thread:
/// `PackedWords`, one behind the other.
///
/// Like the state it can be lost at any time: then the next edit makes everything again.
final class WordsFile {
  /// Where the words of one thread stand, and how many documents of the index are its own.
  struct Entry: Equatable {
    var offset = 0
    /// In bytes; zero for none.
    var length = 0
    var documents = 0
  }

  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var offset = 0
  private var isWhole = true

  static func path(ofStateAt path: String) -> String { path + ".words" }

  /// Begins a new file, which takes the place of the old one in `finish`; nil where none can be made.
  init?(replacing path: String) {
    self.path = path
    descriptor = open(
      path + ".crux-new", O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    if descriptor < 0 { return nil }
  }

  deinit {
    close(descriptor)
    unlink(path + ".crux-new")
  }

  func add(_ words: [UInt8], documents: Int) -> Entry {
    defer { offset += words.count }
    buffer += words
    if buffer.count > 1 << 20 { flush() }
    return Entry(offset: offset, length: words.count, documents: documents)
  }

  private func flush() {
    isWhole = isWhole && writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
  }

  func finish() {
    flush()
    unlink(path)
    if isWhole { rename(path + ".crux-new", path) }
  }

  /// Nil where they are not there whole.
  static func read(_ entry: Entry, from path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, entry.length > 0, entry.length < 1 << 28 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: entry.length)
    return pread(descriptor, &bytes, bytes.count, entry.offset) == bytes.count ? bytes : nil
  }

  /// Puts the words of another state of a thread behind all others; nil where that fails.
  static func append(_ words: [UInt8], documents: Int, to path: String) -> Entry? {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let offset = Int(lseek(descriptor, 0, SEEK_END))
    guard writeAll(words, to: descriptor) else { return nil }
    return Entry(offset: offset, length: words.count, documents: documents)
  }
}
