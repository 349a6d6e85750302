import CruxStore
import Testing

/// What is marked of a hit, and which stretch of it is shown.
@Suite struct PassageTests {
  @Test(arguments: [
    ("fitness seeker", "A *fitness-seeker* is *fit*."),
    ("seeker", "A fitness-*seeker* is fit."),
    ("\"a fitness\" is", "*A fitness*-seeker *is* fit."),
    ("\"fitness seeker is\"", "A *fitness-seeker is* fit."),
    ("fit*", "A *fitness*-seeker is *fit*."),
    ("seeker* fitness", "A *fitness-seeker* is *fit*."),
    ("quotes:seeker fit", "A *fitness*-seeker is *fit*."),
    ("Seekers", "A fitness-*seeker* is fit."),
  ])
  func `words are marked as they were matched, what is one word once`(
    query: String, marked: String
  ) throws {
    let index = try SampleIndex(["a.md": "## @Ada · 2025-11-01\n\nA fitness-seeker is fit.\n"])
    let hit = try #require(try index.search(query).hits.first)
    #expect(hit.passage.marked == marked)
  }

  @Test func `a long post shows the stretch with most of the words, from the start of a sentence`()
    throws
  {
    let filler = String(repeating: "Nothing of note stands here. ", count: 40)
    let post = filler + "The zebra met a giraffe at noon. " + filler + "A zebra again. " + filler
    let index = try SampleIndex(["a.md": "## @Ada · 2025-11-01\n\n\(post)\n"])
    let passage = try #require(try index.search("zebra giraffe").hits.first).passage
    #expect(passage.marked.hasPrefix("… "))
    #expect(passage.marked.contains("The *zebra* met a *giraffe* at noon."))
    #expect(passage.marked.hasSuffix(" …"))
    #expect(passage.text.utf8.count < 260)
  }

  @Test func `a post found by what it quotes or by its title shows that`() throws {
    let index = try SampleIndex([
      "a.md":
        "---\ntitle: On zebras\n---\n## @Ada · 2025-11-01\n\n> The giraffe slept.\n\nSo it did.\n"
    ])
    #expect(
      try index.search("giraffe").hits.first?.passage.marked == "The *giraffe* slept.")
    #expect(try index.search("zebra").hits.first?.passage.marked == "On *zebras*")
  }
}

extension MarkedText {
  fileprivate var marked: String {
    runs.map { $0.isMarked ? "*\($0.text)*" : $0.text }.joined()
  }
}
