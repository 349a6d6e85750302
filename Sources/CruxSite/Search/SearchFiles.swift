/// The files of an index, as far as a change of it looks at them.
struct SearchFiles {
  private(set) var root: RootText
  private let rootFile: SearchFile
  private let read: (PageAddress) -> [UInt8]?
  /// As they were, by name; nil for those that are not there.
  private var known: [String: SearchFile] = [:]
  /// Lines by key, nil for those that are to go.
  private var lines: [[UInt8]: SearchLine?] = [:]
  /// Records of threads by their first documents.
  private var records: [Int: CutItem] = [:]

  /// Nil where there is no index.
  init?(read: @escaping (PageAddress) -> [UInt8]?) {
    let empty = SearchFile("root", [])
    guard let bytes = read(empty.address), let file = SearchFile("root", bytes: bytes),
      let root = RootText(file.text)
    else { return nil }
    self.root = root
    self.read = read
    rootFile = file
  }

  private mutating func file(_ name: String) -> SearchFile? {
    if let file = known[name] { return file }
    let address = SearchFile(name, []).address
    guard let bytes = read(address), let file = SearchFile(name, bytes: bytes) else { return nil }
    known[name] = file
    return file
  }

  /// The last place of a sorted list that comes before all others for which `isBehind` is true.
  private static func last<Element>(
    of list: [Element], before isBehind: (Element) -> Bool
  ) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(list[middle]) { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }

  // MARK: Lines

  private func fileNumber(of key: [UInt8]) -> Int {
    Self.last(of: root.firstTerms) { key.precedesInUTF16($0) }
  }

  /// The lines of a file, as they were.
  private mutating func items(inFile number: Int) -> [CutItem]? {
    guard root.firstTerms.indices.contains(number) else { return nil }
    return file(SearchKey.fileName(root.firstTerms[number]))?.text
      .split(separator: 0x0A).map { CutItem(key: SearchLine.key(of: $0), text: Array($0)) }
  }

  /// As it is by now; nil for none.
  private mutating func line(_ key: [UInt8]) -> SearchLine? {
    if let line = lines[key] { return line }
    return items(inFile: fileNumber(of: key))?.first { $0.key == key }
      .map { SearchLine(text: $0.text[...]) }
  }

  private mutating func set(_ key: [UInt8], _ line: SearchLine?) {
    lines.updateValue(line.flatMap { $0.fields.isEmpty ? nil : $0 }, forKey: key)
  }

  /// Puts other places of a term into a stretch of documents; false where its line cannot be read.
  mutating func replace(
    _ places: [[TermPlace]], of key: [UInt8], in documents: Range<Int>, _ form: SearchLineForm
  ) -> Bool {
    let restKey = [SearchKey.restMark] + key
    let known = line(key)
    let isInPart = known?.fields.contains { $0.first == SearchKey.restMark } ?? false
    guard var lists = form.lists(known, rest: isInPart ? line(restKey) : nil) else { return false }
    for field in lists.indices {
      let before = lists[field].prefix { $0.document < documents.lowerBound }
      let behind = lists[field].drop { $0.document < documents.upperBound }
      lists[field] = before + places[field] + behind
    }
    let made = form.lines(key, lists)
    set(key, made.line)
    if isInPart || made.rest != nil { set(restKey, made.rest) }
    return true
  }

  /// The same for a filter: which documents of the stretch it leaves now.
  mutating func replace(
    _ isLeft: [Bool], ofFilter name: String, in documents: Range<Int>
  ) -> Bool {
    let key = SearchKey.filter(name)
    let text = line(key)?.fields.first ?? []
    guard let known = DocumentRuns(text: text[...])?.documents else { return false }
    var runs = DocumentRuns()
    for document in known.prefix(while: { $0 < documents.lowerBound }) { runs.add(document) }
    for (document, isLeft) in zip(documents, isLeft) where isLeft { runs.add(document) }
    for document in known.drop(while: { $0 < documents.upperBound }) { runs.add(document) }
    set(key, SearchLine(key, [runs.text]))
    return true
  }

  // MARK: Records

  private func recordFileNumber(of document: Int) -> Int {
    Self.last(of: root.firstDocuments) { $0 > document }
  }

  /// Items of a file of records, with the first document of each.
  private mutating func records(inFile number: Int) -> [(first: Int, item: CutItem)]? {
    guard root.firstDocuments.indices.contains(number),
      let file = file(RecordShards.name(ofFirst: root.firstDocuments[number]))
    else { return nil }
    var first = root.firstDocuments[number]
    return ThreadRecords.items(inFile: file.text).map { item in
      defer { first += ThreadRecords.documentCount(of: item) }
      return (first, item)
    }
  }

  /// Puts other records in the place of those of a thread; false where it is not found.
  mutating func replaceRecords(_ item: CutItem, first: Int) -> Bool {
    let all = records(inFile: recordFileNumber(of: first))
    guard let known = all?.first(where: { $0.first == first && $0.item.key == item.key })?.item,
      ThreadRecords.documentCount(of: known) == ThreadRecords.documentCount(of: item)
    else { return false }
    records[first] = item
    return true
  }

  // MARK: Files

  /// Nil where a file cannot be read.
  consuming func result(totals: SearchTotals, _ limits: SearchLimits) -> SearchIndexPatch.Result? {
    var result = SearchIndexPatch.Result()
    root.totals = totals
    guard cutLines(limits.terms, &result), cutRecords(limits.records, &result) else { return nil }
    result.files.append(SitePage(SearchFile("root", root.bytes)))
    return result
  }

  private mutating func cutLines(
    _ cutter: FileCutter, _ result: inout SearchIndexPatch.Result
  ) -> Bool {
    let firstTerms = root.firstTerms
    var dirty: Set<Int> = []
    for key in lines.keys {
      let number = fileNumber(of: key)
      dirty.insert(number)
      if key == firstTerms[number], number > 0 { dirty.insert(number - 1) }
    }
    let edits = Dictionary(grouping: lines) { fileNumber(of: $0.key) }
    let cuts = cutter.recut(count: firstTerms.count, dirty: dirty) { number in
      guard let items = items(inFile: number) else { return nil }
      let edited = edits[number] ?? []
      guard !edited.isEmpty else { return items }
      let keys = Set(edited.map(\.key))
      let new = edited.compactMap { $0.value.map { CutItem(key: $0.key, text: $0.text) } }
      return (items.filter { !keys.contains($0.key) } + new)
        .sorted { $0.key.precedesInUTF16($1.key) }
    }
    guard let cuts else { return false }
    for (numbers, made) in cuts.reversed() {
      let old = numbers.map { SearchKey.fileName(firstTerms[$0]) }
      let new = made.map { SearchFile(SearchKey.fileName($0[0].key), $0.joined) }
      put(new, inPlaceOf: old, &result)
      root.firstTerms.replaceSubrange(numbers, with: made.map { $0[0].key })
    }
    return true
  }

  private mutating func cutRecords(
    _ cutter: FileCutter, _ result: inout SearchIndexPatch.Result
  ) -> Bool {
    let firstDocuments = root.firstDocuments
    var dirty: Set<Int> = []
    for document in records.keys {
      let number = recordFileNumber(of: document)
      dirty.insert(number)
      if document == firstDocuments[number], number > 0 { dirty.insert(number - 1) }
    }
    let edits = records
    let cuts = cutter.recut(count: firstDocuments.count, dirty: dirty) { number in
      records(inFile: number)?.map { edits[$0.first] ?? $0.item }
    }
    guard let cuts else { return false }
    for (numbers, made) in cuts.reversed() {
      var firsts: [Int] = []
      var next = firstDocuments[numbers.lowerBound]
      for items in made {
        firsts.append(next)
        next += items.reduce(0) { $0 + ThreadRecords.documentCount(of: $1) }
      }
      let old = numbers.map { RecordShards.name(ofFirst: firstDocuments[$0]) }
      let new = zip(firsts, made).map { SearchFile(RecordShards.name(ofFirst: $0), $1.joined) }
      put(new, inPlaceOf: old, &result)
      root.firstDocuments.replaceSubrange(numbers, with: firsts)
    }
    return true
  }

  private mutating func put(
    _ new: [SearchFile], inPlaceOf old: [String], _ result: inout SearchIndexPatch.Result
  ) {
    for file in old.compactMap({ known[$0] }) { root.stamp.remove(file) }
    for file in new { root.stamp.add(file) }
    result.files += new.map { SitePage($0) }
    let names = Set(new.map(\.name))
    result.removed += old.filter { !names.contains($0) }.map { SearchFile($0, []).address }
  }
}

extension SitePage {
  init(_ file: SearchFile) { self.init(address: file.address, bytes: file.bytes) }
}
