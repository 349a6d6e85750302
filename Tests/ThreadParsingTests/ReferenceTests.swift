import CruxModel
import Testing
import ThreadParsing

@Suite struct ReferenceTests {
  @Test(arguments: [
    "early-end", "my thread", "q&a (2)", "what's next, then", "notes/über uns#p1", "@Ada Byron",
    "crux#no",
  ])
  func `whatever can be an id, a thread, a post or a person is a reference`(target: String) {
    for written in ["[[\(target)]]", "[[\(target)|words]]"] {
      #expect(parse("See \(written).").references.map(\.target) == [target])
    }
  }

  @Test(arguments: [
    "[[ my thread ]]", "[[ -f x ]]", "[[My Thread]]", "\\[[a]]", "`[[a]]`", "[[a == b]]", "[[]]",
  ])
  func `all else in double brackets is text`(written: String) {
    #expect(parse("See \(written).").references.isEmpty)
  }

  @Test func `a reference to a file named with spaces keeps its words and place`() {
    let thread = parse("## @A · 2025-01-01\n\nSee [[my thread|the other one]] there.\n")
    #expect(thread.references.map(\.place) == [Place(line: 3, column: 5, offset: 25)])
    #expect(thread.body.words(in: thread.posts[0].content) == "See the other one there.")
  }
}
