/// Writes one thread.
struct ThreadWriter {
  private let number: Int
  private let threads: Int
  private let vocabulary: Vocabulary
  private var random: Random
  private var output: [UInt8] = []
  /// The first sentence of each post, to quote.
  private var openings: [[UInt8]] = []

  private static let posts = 20
  private static let people = 400

  init(number: Int, of threads: Int, seed: UInt64, vocabulary: Vocabulary) {
    self.number = number
    self.threads = threads
    self.vocabulary = vocabulary
    random = Random(seed &* 1_000_003 &+ UInt64(number))
  }

  mutating func bytes() -> [UInt8] {
    output.reserveCapacity(16_000)
    writeFrontMatter()
    for post in 0..<ThreadWriter.posts { writePost(post) }
    return output
  }

  private mutating func writeFrontMatter() {
    put("---\ntitle: ")
    put(sentence(words: 6).dropLast())
    put("\ntopics: [topic-\(random.below(40)), topic-\(40 + random.below(40))]\n---\n\n")
    put(sentence(words: 18))
    put("\n\n")
  }

  private mutating func writePost(_ post: Int) {
    let level = post == 0 ? 2 : min(6, 3 + random.below(3))
    put(
      String(repeating: "#", count: level)
        + " @\(author(of: post)) · \(date(of: post)) · #p\(post + 1)")
    if post > 1, random.below(2) == 0 { put(" · re #p\(1 + random.below(post))") }
    put("\n\n")
    if post % 4 == 3 { writeQuote(before: post) }
    writeParagraph(opening: post)
    writeStatement(in: post)
    writeParagraph(opening: nil)
  }

  private mutating func writeParagraph(opening post: Int?) {
    for index in 0..<3 {
      let text = sentence(words: 8 + random.below(6))
      if index == 0, post != nil { openings.append(text) }
      put(text)
      put(index == 1 ? "\n" : " ")
      if index == 0, random.below(3) == 0 { put("It is *\(word()) \(word())*, with `\(word())`. ") }
    }
    output.removeLast()
    put("\n\n")
  }

  /// An exact quote of an earlier post.
  private mutating func writeQuote(before post: Int) {
    put("> ")
    put(openings[random.below(post)])
    put("\n\n")
  }

  /// Five statements a thread, and two stances.
  private mutating func writeStatement(in post: Int) {
    let prefix = threadName(number)
    switch post {
    case 0: header("Claim", "`\(prefix)-a`")
    case 2: header("Because", "`\(prefix)-b` for `\(prefix)-a`")
    case 5: header("Rebuttal", "`\(prefix)-c` to `\(threadName(random.below(threads)))-a`")
    case 9: header("Rebuttal", "`\(prefix)-d` to `\(prefix)-b`")
    case 13: header("Crux", "`\(prefix)-e` of `\(prefix)-a`")
    case 15: put("**Agree** `\(prefix)-a` (\(50 + 5 * random.below(10))%)\n\n")
    case 17: put("**Disagree** `\(threadName(random.below(threads)))-b` (likely)\n\n")
    default: break
    }
  }

  private mutating func header(_ label: String, _ relations: String) {
    put("**\(label)** \(relations): ")
    put(sentence(words: 12))
    put("\n\n")
  }

  private mutating func sentence(words count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<count {
      if !text.isEmpty { text.append(0x20) }
      text += vocabulary.word(&random)
    }
    if text[0] >= 0x61 { text[0] -= 0x20 }
    return text + [UInt8(ascii: ".")]
  }

  private mutating func word() -> String {
    String(decoding: vocabulary.word(&random), as: UTF8.self)
  }

  private mutating func author(of post: Int) -> String {
    "Person \((number * 7 + random.below(6) * 31) % ThreadWriter.people)"
  }

  private func date(of post: Int) -> String {
    let day = number % 3000 + post / 4
    let year = 2016 + day / 336
    let month = day % 336 / 28 + 1
    return "\(year)-\(twoDigits(month))-\(twoDigits(day % 28 + 1))"
  }

  private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private mutating func put(_ text: String) { output += text.utf8 }
  private mutating func put(_ bytes: some Sequence<UInt8>) { output += bytes }
}

/// `t7`, unique and an id.
func threadName(_ number: Int) -> String { "t\(number)" }
