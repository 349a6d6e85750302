import ArgumentParser
import CruxModel
import CruxStore

// What the shell offers while an argument is being typed: ids and people of the corpus, from the
// index as it is. Whatever goes wrong, nothing is offered and nothing is said.

/// Statements and threads.
func completeIDs(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  offer(words, typed) { try $0.ids(startingWith: $1) }
}

/// Whatever `crux show` takes.
func completeThings(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  offer(words, typed) { (store, prefix) in
    if prefix.hasPrefix("@") {
      return try store.people(startingWith: String(prefix.dropFirst())).map { "@" + $0 }
    }
    if prefix.contains("#") {
      return try store.ids(startingWith: prefix) + store.postIDs(startingWith: prefix)
    }
    return try store.ids(startingWith: prefix) + store.people(startingWith: prefix)
  }
}

func completeThreads(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  offer(words, typed) { try $0.threadIDs(startingWith: $1) }
}

func completePeople(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  offer(words, typed) { try $0.people(startingWith: $1) }
}

func completeTopics(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  offer(words, typed) { try $0.topics(startingWith: $1) }
}

/// Values of the filter being typed, else filters.
func completeQuery(_ words: [String], _ index: Int, _ typed: String) -> [String] {
  guard let colon = typed.firstIndex(of: ":") else { return completeKeys(typed) }
  let key = String(typed[..<colon])
  return completeValues(of: key, words, String(typed[typed.index(after: colon)...])) {
    "\(key):\($0)"
  }
}

private func completeKeys(_ typed: String) -> [String] {
  let minus = typed.hasPrefix("-") ? "-" : ""
  return offered(
    SearchFilter.Key.allCases.map { minus + $0.rawValue + ":" }.filter { $0.hasPrefix(typed) })
}

private func completeValues(
  of key: String, _ words: [String], _ typed: String, _ whole: (String) -> String
) -> [String] {
  guard let key = SearchFilter.Key(rawValue: key.hasPrefix("-") ? String(key.dropFirst()) : key)
  else { return [] }
  return offer(words, typed) { (store, prefix) in
    try values(of: key, in: store, prefix).map(whole)
  }
}

private func values(
  of key: SearchFilter.Key, in store: Store, _ prefix: String
) throws -> [String] {
  switch key {
  // A value with a space would need quotation marks of the query's own; a part of a name will do.
  case .by:
    try store.people(startingWith: prefix.hasPrefix("@") ? String(prefix.dropFirst()) : prefix)
      .map { (prefix.hasPrefix("@") ? "@" : "") + $0.prefix { $0 != " " } }
  case .thread: try store.threadIDs(startingWith: prefix)
  case .topic: try store.topics(startingWith: prefix).filter { !$0.contains(" ") }
  case .crux, .pole, .against, .support: try store.ids(startingWith: prefix)
  case .kind: ["claim", "crux", "rebuttal", "statement", "post"].filter { $0.hasPrefix(prefix) }
  case .standing: Standing.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
  case .answered, .unanswered: ["yes", "no"].filter { $0.hasPrefix(prefix) }
  default: []
  }
}

private func offer(
  _ words: [String], _ typed: String, _ candidates: (Store, String) throws -> [String]
) -> [String] {
  guard let store = try? indexForCompletion(words),
    let found = try? candidates(store, withoutQuoting(typed))
  else { return [] }
  return offered(found)
}

private func indexForCompletion(_ words: [String]) throws -> Store {
  var options = CorpusOptions()
  options.folder = words.firstIndex(of: "-C").flatMap { words.dropFirst($0 + 1).first }
    .map(folderName)
  let location = try IndexLocation.of(try options.corpus())
  return try Store(
    path: location.path, access: location.isReadOnly ? .readingImmutable : .reading)
}

/// The shell has not opened `~` yet.
private func folderName(_ word: String) -> String {
  guard word == "~" || word.hasPrefix("~/"), let home = environmentVariable("HOME") else {
    return withoutQuoting(word)
  }
  return home + withoutQuoting(String(word.dropFirst()))
}
