import CruxStore

/// Opens the index of a corpus for a command that reads, after bringing it up to date unless that
/// is not wanted. What happened is said on standard error where it took longer than a blink.
func openIndex(_ options: ReadingOptions) throws -> Store {
  try openIndex(of: try options.corpusOptions.corpus(), options.values)
}

func openIndex(of corpus: CorpusFolder, _ options: ReadingValues) throws -> Store {
  let location = try IndexLocation.of(corpus)
  let state = IndexState(ofFile: location.path)
  if options.refresh || state == .missing || state.isToBeMadeAgain {
    var index: Store?
    let refresh = try Refresh(corpus, location, isQuiet: options.isQuiet)
    let report = try refresh.run(.readWhatIsThere, unchanged: &index)
    if !options.isQuiet {
      if refresh.areSettingsBroken {
        standardError.write(
          "crux: crux.yml cannot be read and does not count; 'crux check' says where\n")
      }
      say(report)
    }
    if let index { return index }
  }
  return try Store(
    path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
}

extension IndexState {
  /// Whether it is ours but of no use.
  fileprivate var isToBeMadeAgain: Bool {
    switch self {
    case .older, .corrupt: true
    default: false
    }
  }
}

private func say(_ report: RefreshReport) {
  for failure in report.failures { standardError.write("crux: \(failure.words)\n") }
  switch report.reason {
  case .built(.corrupt):
    standardError.write("crux: the index was damaged and has been made again\n")
  case .built(.older):
    standardError.write("crux: the index was of an older crux and has been made again\n")
  case .writerBusy:
    standardError.write("crux: the index cannot be updated now; showing what it holds\n")
  case .built, .changed, .settingsChanged:
    guard report.elapsed > Progress.blink else { return }
    standardError.write("crux: \(report.summary)\n")
  case .upToDate: break
  }
}

extension RefreshReport {
  /// `read 12 threads of 10000 in 0.4 s`.
  var summary: String {
    var parts = ["read \(count(parsed, "thread")) of \(threads)"]
    if removed > 0 { parts.append("forgot \(count(removed, "thread"))") }
    return parts.joined(separator: ", ") + " in \(seconds(elapsed))"
  }
}

/// `1 thread`, `2 threads`.
func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
}

/// Nanoseconds as `0.4 s`.
func seconds(_ nanoseconds: Int64) -> String {
  let tenths = (nanoseconds + 50_000_000) / 100_000_000
  return "\(tenths / 10).\(tenths % 10) s"
}
