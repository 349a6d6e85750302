import CruxStore

// What the shell offers while an argument is being typed: ids and people of the corpus, from the
// index as it is. Whatever goes wrong, nothing is offered and nothing is said.

func completeIDs(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  (try? indexForCompletion(words).ids(startingWith: prefix)) ?? []
}

func completeThreads(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  (try? indexForCompletion(words).threadIDs(startingWith: prefix)) ?? []
}

func completePeople(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  (try? indexForCompletion(words).people(startingWith: prefix)) ?? []
}

/// Values of the filter being typed, else filters.
func completeQuery(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  guard let colon = prefix.firstIndex(of: ":"),
    let key = SearchFilter.Key(rawValue: String(prefix[..<colon]))
  else {
    return SearchFilter.Key.allCases.map { $0.rawValue + ":" }.filter { $0.hasPrefix(prefix) }
  }
  let value = String(prefix[prefix.index(after: colon)...])
  return values(of: key, words, index, value).map { "\(key.rawValue):\($0)" }
}

private func values(
  of key: SearchFilter.Key, _ words: [String], _ index: Int, _ value: String
) -> [String] {
  switch key {
  case .by: completePeople(words, index, value).filter { !$0.contains(" ") }
  case .thread: completeThreads(words, index, value)
  case .crux, .pole, .against, .support: completeIDs(words, index, value)
  case .kind: ["claim", "crux", "rebuttal", "post"].filter { $0.hasPrefix(value) }
  default: []
  }
}

private func indexForCompletion(_ words: [String]) throws -> Store {
  var options = CorpusOptions()
  options.folder = words.firstIndex(of: "-C").flatMap { words.dropFirst($0 + 1).first }
  let location = try IndexLocation.of(try options.corpus())
  return try Store(path: location.path)
}
