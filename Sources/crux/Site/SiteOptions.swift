/// What a site is made of and where it goes.
struct SiteOptions {
  var corpus: CorpusFolder
  /// The folder to write to.
  var output: String
  /// What to do with files in it that crux did not write.
  var strangers = OutputFolder.Strangers.refused
  var isQuiet = false
  /// Whether every page is made anew, whatever the last build left.
  var isFresh = false
  /// What the site holds of the whole corpus besides its pages.
  var extras: Set<SiteExtra> = []
  /// How many threads of execution make pages; the bytes never depend on it.
  var workers = processorCount
  /// Called as soon as the own pages of changed threads are there, where no other page shows the
  /// change; the search index follows.
  var afterOwnPages: (@Sendable () -> Void)?
}

/// The whole corpus in one file of the site, for programs.
enum SiteExtra: String, CaseIterable {
  /// The index, as an SQLite database.
  case index = "crux.sqlite"
  /// Every thread as in its own JSON file.
  case json = "corpus.json"
}

/// What making a site came to.
struct SiteReport {
  enum Scope: Equatable {
    /// No file of the corpus, setting or theme differs from those of the last build.
    case nothing
    /// Only threads whose words changed, in a way that shows on no page but their own.
    case threads(Int)
    case everything
  }

  var scope = Scope.everything
  /// Files the site consists of.
  var fileCount = 0
  var writtenCount = 0
  var removedCount = 0
  /// Files of the corpus that could not be read, and why.
  var failures: [FileFailure] = []
  /// Paths of threads that are new or changed since the last build; empty where nothing is known of it.
  var changed: [String] = []
  /// In nanoseconds.
  var elapsed: Int64 = 0
}
