/// A line on standard error that says how far long work has come; silent off a terminal, and for
/// work that is done within a blink.
struct Progress {
  private let title: String
  private let total: Int
  private var done = 0
  private let isShown: Bool
  private let start = currentTime()
  private var lastShown: Int64 = 0
  private var hasShown = false

  /// How long work may take before it is spoken of, in nanoseconds.
  static let blink: Int64 = 300_000_000

  init(_ title: String, total: Int, isQuiet: Bool) {
    self.title = title
    self.total = total
    isShown = !isQuiet && Terminal(descriptor: 2).isInteractive
  }

  /// Since it began, in nanoseconds.
  var elapsed: Int64 { currentTime() - start }

  mutating func step() {
    done += 1
    guard isShown, done % 16 == 0 || done == total else { return }
    let now = currentTime()
    guard now - start > Progress.blink, now - lastShown > 100_000_000 else { return }
    lastShown = now
    hasShown = true
    standardError.write("\r\u{1B}[K\(title) \(done) of \(total)")
  }

  mutating func finish() {
    if hasShown { standardError.write("\r\u{1B}[K") }
    hasShown = false
  }
}
