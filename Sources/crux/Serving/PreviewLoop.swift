import CorpusChecking
import CruxModel
import Glibc

/// Builds the site again whenever something it is made of changes, and tells pages and terminal.
struct PreviewLoop {
  private var options: SiteOptions
  private let site: PreviewSite
  private let server: PreviewServer
  private let terminal = Terminal(descriptor: STDERR_FILENO)
  private var last: PreviewSources
  /// What was said of the threads before, in words without places.
  private var known: Set<String> = []

  /// - Parameter sources: what the site was made of that the server shows.
  init(
    _ options: SiteOptions, _ site: PreviewSite, _ server: PreviewServer, _ sources: PreviewSources
  ) {
    self.options = options
    self.site = site
    self.server = server
    last = sources
    self.options.afterOwnPages = {
      site.noteBuild(publishedAt: site.publishedAt)
      server.announceNews()
    }
  }

  /// Goes on until the process is asked to end (SIGINT, SIGTERM), which must be blocked in every
  /// thread of it.
  mutating func run() {
    check(changed: [])
    while !PreviewSignals.wait(milliseconds: last.pause) {
      let sources = PreviewSources(of: options.corpus)
      if sources == last { continue }
      last = sources
      rebuild()
    }
  }

  private mutating func rebuild() {
    do {
      var build = try SiteBuild(options)
      let report = try build.run()
      // What changed again while it was built is looked at again in a moment.
      for failure in report.failures where failure.reason != .changedMeanwhile {
        say("crux: \(failure.words)\n")
      }
      let publishedAt = build.settings.baseURL
      if report.writtenCount + report.removedCount > 0 {
        if report.scope == .everything {
          site.noteBuild(publishedAt: publishedAt)
          server.announceNews()
        } else {
          // What was made after the pages: files of the search box.
          site.notePages(publishedAt: publishedAt)
        }
        say("\(report.summary)\n")
      }
      check(changed: Set(report.changed))
    } catch {
      let words = wordsOf(error)
      say("crux: \(words)\n")
      site.note([], failure: words)
      server.announceNews()
    }
  }

  /// Looks for findings in all threads, tells pages of all and the terminal of those that are new or
  /// stand in a thread that was changed.
  private mutating func check(changed: Set<String>) {
    guard last.threadCount <= PreviewSources.mostThreadsToCheck else {
      site.note([], failure: nil)
      return server.announceNews()
    }
    var check = CorpusCheck(options.corpus, extra: [])
    do throws(FileFailure) {
      try check.run(isQuiet: true)
    } catch {
      return say("crux: \(error.words)\n")
    }
    let news = check.findings.filter {
      changed.contains($0.path) || !known.contains($0.wordsWithoutPlace)
    }
    known = Set(check.findings.map(\.wordsWithoutPlace))
    site.note(check.findings.map { PreviewNews.Finding($0) }, failure: nil)
    server.announceNews()
    say(news, check)
  }

  private func say(_ findings: [Finding], _ check: CorpusCheck) {
    guard !findings.isEmpty else { return }
    var printing = FindingPrinting(
      findings: findings, sources: FindingSources(options.corpus, check),
      paths: ShownPaths(corpus: options.corpus, currentFolder: resolvedPath(".") ?? "/"),
      terminal: terminal)
    say(printing.text(as: .text))
  }

  private func say(_ words: String) {
    if !options.isQuiet { standardError.write(words) }
  }
}

extension Finding {
  /// The same for a finding that only moved.
  fileprivate var wordsWithoutPlace: String { "\(path) \(rule) \(message)" }
}

extension PreviewNews.Finding {
  fileprivate init(_ finding: Finding) {
    self.init(
      severity: finding.severity.rawValue, message: finding.message,
      place: "\(finding.path):\(finding.place.line)")
  }
}

extension SiteReport {
  /// `quay.md: 2 files written in 12 ms`.
  fileprivate var summary: String {
    let names = changed.prefix(3).map { visible($0) }.joined(separator: ", ")
    let more = changed.count > 3 ? " and \(changed.count - 3) more" : ""
    let what = changed.isEmpty ? "" : "\(names)\(more): "
    let removed = removedCount > 0 ? ", \(removedCount) removed" : ""
    return "\(what)\(count(writtenCount, "file")) written\(removed) in \(elapsed / 1_000_000) ms"
  }
}

/// What a site is made of, as far as the file system tells without opening anything: the scan that
/// `crux ingest` begins with, and the files of settings and theme.
struct PreviewSources: Equatable {
  private var threads: [ThreadListing.Entry]
  private var others: [FileStatus?]
  /// How long to wait before looking again, in milliseconds: looking takes a fifteenth of the time.
  var pause: Int

  /// Beyond this many threads findings are left to `crux check`: they would take longer than the page.
  static let mostThreadsToCheck = 1_000

  var threadCount: Int { threads.count }

  init(of corpus: CorpusFolder) {
    let start = currentTime()
    threads = listThreads(in: corpus.root).threads
    others = [
      CorpusFolder.settingsName, "theme/custom.css", "theme/head.html", "theme/footer.html",
    ]
    .map { status(of: corpus.path(of: $0)) }
    pause = max(15, Int((currentTime() - start) / 1_000_000) * 15)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.threads == right.threads && left.others == right.others
  }
}

/// The signals that end a preview.
enum PreviewSignals {
  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    return set
  }

  /// From now on they wait to be asked for, in this thread and those that it starts.
  static func block() {
    var set = set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Sleeps; true as soon as one of the signals came.
  static func wait(milliseconds: Int) -> Bool {
    var set = set
    var time = timespec(
      tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return sigtimedwait(&set, nil, &time) > 0
  }
}
