import CruxModel
import Testing
import ThreadParsing

@testable import CruxSite

/// An index that was changed has the bytes of one made anew, whatever the edits were.
@Suite struct SearchIndexPatchTests {
  /// Files so small, and lists cut so short, that every edit meets their borders.
  private static let limits = SearchLimits(
    terms: FileCutter(least: 150, most: 400, spread: 2),
    records: FileCutter(least: 300, most: 900, spread: 2), longest: 9, kept: 4)

  private struct Corpus {
    var limits: SearchLimits
    var texts: [String] = []

    func read(_ text: [UInt8], _ take: (UnsafeRawBufferPointer) -> Void) {
      for word in text.split(whereSeparator: { !(0x61...0x7A).contains($0 | 0x20) }) {
        word.map { $0 | 0x20 }.withUnsafeBytes(take)
      }
    }

    var threads: [DiscussionThread] {
      texts.enumerated().map { parseThread(Array($1.utf8), path: "t\(100 + $0).md") }
    }

    func outline(of threads: [DiscussionThread]) -> CorpusOutline {
      let outline = CorpusOutline()
      for thread in threads { outline.add(thread) }
      outline.finish()
      return outline
    }

    func made(_ thread: DiscussionThread, _ outline: CorpusOutline, _ length: Int?) -> SearchThread
    {
      SearchThread(thread, outline: outline, openingLength: length, read: read)
    }

    /// By path: the files of an index of all threads.
    func files() -> [String: [UInt8]] {
      let (threads, outline) = (threads, outline(of: threads))
      var builder = SearchIndexBuilder(sourceBytes: 1, limits: limits)
      var files: [String: [UInt8]] = [:]
      for thread in threads {
        builder.add(made(thread, outline, builder.openingLength), outline: outline) {
          files[$0.address.path] = $0.bytes
        }
      }
      builder.finish(outline: outline, standing: [:]) { files[$0.address.path] = $0.bytes }
      return files
    }

    /// Changes the files as one thread gets other words; nil where they are to be made anew.
    mutating func replace(
      _ index: Int, by text: String, in files: [String: [UInt8]]
    ) -> [String: [UInt8]]? {
      let before = threads
      let known = outline(of: before)
      texts[index] = text
      let after = threads
      let outline = outline(of: after)
      let patch = SearchIndexPatch(sourceBytes: 1, limits: limits) { files[$0.path] }
      guard var patch else { return nil }
      let old = PackedWords(made(before[index], known, patch.openingLength)).bytes
      let first = before[..<index].reduce(0) { $0 + made($1, known, nil).documentCount }
      let new = made(after[index], outline, patch.openingLength)
      guard patch.replace(old, by: new, first: first, outline: outline),
        let result = patch.result()
      else { return nil }
      var files = files
      for address in result.removed { files[address.path] = nil }
      for file in result.files { files[file.address.path] = file.bytes }
      return files
    }
  }

  private struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }

    /// A word: the first of the alphabet often, others seldom.
    mutating func word() -> String {
      let letter = { (number: Int) in String(UnicodeScalar(UInt8(0x61 + number))) }
      let first = letter(below(1 + below(20)))
      return below(3) == 0 ? first + letter(below(26)) + letter(below(26)) : first
    }

    mutating func words(_ count: Int) -> String {
      (0..<count).map { _ in word() }.joined(separator: " ")
    }

    mutating func text(_ number: Int) -> String {
      """
      ## @P\(number % 5) · 2025-01-0\(1 + number % 9)

      \(words(12))

      **Claim** `c\(number)-1`: \(words(6))

      ### @P\(number % 3) · 2025-02-01

      \(words(9))
      """
    }

    /// Other words on one of its lines of words, or a quote before it.
    mutating func edited(_ text: String) -> String {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let places = lines.indices.filter { lines[$0].first?.isLetter == true }
      let place = places[below(places.count)]
      switch below(4) {
      case 0: lines[place] += " " + words(1 + below(3))
      case 1: lines[place] = words(1 + below(12))
      case 2: lines[place] = "> " + words(2) + "\n\n" + lines[place]
      default: lines[place] = String(lines[place].dropFirst(2)) + " " + word()
      }
      return lines.joined(separator: "\n")
    }
  }

  @Test(arguments: [1, 2], [0, 1 << 20])
  func `after edits of words the files are those of an index made anew`(
    seed: UInt64, wholeBytes: Int
  ) throws {
    var limits = Self.limits
    limits.wholeBytes = wholeBytes
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var corpus = Corpus(limits: limits)
    for number in 0..<16 { corpus.texts.append(dice.text(number)) }
    var files = corpus.files()
    var changed = 0
    for step in 0..<9 {
      let index = dice.below(corpus.texts.count)
      let text = dice.edited(corpus.texts[index])
      let result = corpus.replace(index, by: text, in: files)
      files = corpus.files()
      guard let result else { continue }
      changed += 1
      let differing = Set(files.keys).union(result.keys).filter { files[$0] != result[$0] }
      #expect(differing == [], "seed \(seed), step \(step)")
    }
    #expect(changed >= 4)
  }

  @Test func `where more than words changed the index is made anew`() {
    var dice = Dice(state: 5)
    var corpus = Corpus(limits: Self.limits)
    for number in 0..<4 { corpus.texts.append(dice.text(number)) }
    let files = corpus.files()
    for text in [
      corpus.texts[1] + "\n\n## @New\n\nWords.", corpus.texts[1].replacing("c1-1", with: "other"),
      corpus.texts[1].replacing("2025-02-01", with: "2025-02-02"),
      corpus.texts[1].replacing("@P1", with: "@P4"),
    ] {
      var changed = corpus
      #expect(changed.replace(1, by: text, in: files) == nil)
    }
  }

  @Test func `files of something else are not changed`() {
    var dice = Dice(state: 6)
    var corpus = Corpus(limits: Self.limits)
    for number in 0..<6 { corpus.texts.append(dice.text(number)) }
    let files = corpus.files()
    for name in files.keys.sorted() {
      var broken = files
      broken[name] = Array("cruxbook.part(\"x\",`~~~ ~!~\u{1F}``);\n".utf8)
      var changed = corpus
      _ = changed.replace(2, by: dice.edited(corpus.texts[2]), in: broken)
      broken[name] = nil
      changed = corpus
      _ = changed.replace(2, by: dice.edited(corpus.texts[2]), in: broken)
    }
    #expect(UnpackedWords([1, 2, 3]) == nil)
    let words = [UInt8](repeating: 0xFF, count: 40)
    #expect(UnpackedWords(words) == nil)
    // One document whose one term stands there 300 times as often as can be written.
    var many = [UInt8](repeating: 0, count: 8) + [1, 1, 1, 1, 0x61, 0xAC, 0x02]
    for _ in 0..<300 { many += [1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40] }
    #expect(UnpackedWords(many) == nil)
  }
}
