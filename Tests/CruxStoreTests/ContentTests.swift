import CruxModel
import CruxStore
import Glibc
import Testing

@Suite struct ContentTests {
  @Test(arguments: 1...12)
  func `a fresh index and any sequence of edits hold the same`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var threads = sampleThreads
    let edited = try SampleIndex(threads, newest: 4)
    for _ in 0..<8 {
      let store = try edited.open(.writing)
      try store.update { (writer) throws(StoreError) in
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          try Edit(&generator).apply(to: &threads, &writer, &generator)
        }
      }
      #expect(try store.faults() == [])
    }
    let fresh = try SampleIndex(threads, newest: 4)
    let expected = try fresh.open().dump()
    let found = try edited.open().dump()
    #expect(found == expected)
    #expect(threads.isEmpty || expected.count > 10)
  }

  @Test func `an update that fails leaves the index as it was`() throws {
    struct Stop: Error {}
    let index = try SampleIndex(sampleThreads)
    let before = try index.open().dump()
    let store = try index.open(.writing)
    #expect(throws: StoreError.self) {
      try store.update { (writer) throws(StoreError) in
        try writer.remove(path: "launch.md")
        throw StoreError(.diskFull, path: "x")
      }
    }
    #expect(try index.open().dump() == before)
  }

  @Test func `an index given up half-way leaves the old one and no file`() throws {
    let index = try SampleIndex(sampleThreads)
    let before = try index.open().dump()
    do {
      let fresh = try FreshIndex(path: index.path)
      try fresh.add(prepared("# Other", path: "other.md"))
    }
    #expect(try index.open().dump() == before)
    #expect(access(index.path + ".new", F_OK) != 0)
  }

  @Test func `an answer without words is shown by its name`() throws {
    let text = """
      ## @Ada · 2025-11-04

      **Crux** `c`: Which?

      - **Left** (West)
      - **Right**: This.
      """
    let store = try SampleIndex(["a.md": text]).open()
    #expect(try store.words(of: "c#left") == "Left")
    #expect(try store.listedStatement("c#left")?.text == "Left")
    #expect(try store.details(of: "c")?.poles.map(\.text) == ["Left", "This."])
  }

  @Test func `links and stances come back as they were parsed`() throws {
    let index = try SampleIndex(sampleThreads)
    let thread = prepared(sampleThreads["launch.md"] ?? "", path: "launch.md").thread
    let record = try index.open().debateRecord()
    let part = try #require(record.parts.first { $0.thread == thread.id })
    #expect(part.links == thread.links)
    #expect(part.stances.map(\.stance) == thread.stances)
    #expect(part.statements.map(\.id) == thread.statements.map(\.id))
  }

  @Test func `lost full-text rows are found by the check`() throws {
    let index = try SampleIndex(sampleThreads)
    #expect(try index.open(.writing).faults() == [])
    try index.loseOneFullTextRow()
    #expect(try index.open(.writing).faults().count == 1)
  }
}

/// One change of a corpus.
private enum Edit {
  case remove, add, change, rename

  init(_ generator: inout SeededGenerator) {
    self =
      [.remove, .add, .add, .change, .change, .rename].randomElement(using: &generator) ?? .add
  }

  func apply(
    to threads: inout [String: String], _ writer: inout IndexWriter,
    _ generator: inout SeededGenerator
  ) throws(StoreError) {
    let path = threads.keys.sorted().randomElement(using: &generator) ?? "new.md"
    let number = Int.random(in: 0..<6, using: &generator)
    switch self {
    case .remove:
      threads[path] = nil
      try writer.remove(path: path)
    case .add: try write(generated(number), to: "made-\(number).md", &threads, &writer)
    case .change:
      try write((threads[path] ?? "") + generated(number + 10), to: path, &threads, &writer)
    case .rename:
      let text = threads.removeValue(forKey: path) ?? ""
      try writer.remove(path: path)
      try write(text, to: "moved/\(number).md", &threads, &writer)
    }
  }

  private func write(
    _ text: String, to path: String, _ threads: inout [String: String],
    _ writer: inout IndexWriter
  ) throws(StoreError) {
    threads[path] = text
    try writer.replace(prepared(text, path: path))
  }

  private func generated(_ number: Int) -> String {
    """


    ## @Person\(number) · 2025-10-0\(number % 9 + 1) · #g\(number)

    **Claim** `made-\(number)` for `launch-early`: Point \(number) about rockets.

    - **But** `objection-\(number)`: No, said [[made-\(number + 1)]].

    > Point \(number) about rockets.

    **Agree** `made-\(number)` (70%)
    """
  }
}
