import CruxModel
import Testing

@testable import Reasoning

struct RecordedMapTests {
  @Test func `a crux with yes and no is one claim, and support for no is against it`() {
    var sketch = RecordSketch()
    sketch.crux("c", poles: ["c#yes", "c#no"])
    sketch.claims("T", "a", "b", "d", "e")
    sketch.link(.decides, "c", "T")
    sketch.link(.supports, "a", "c#no")
    sketch.link(.rebuts, "b", "c#no")
    sketch.link(.needs, "d", "c#no")
    sketch.link(.supports, "e", "c")
    #expect(
      sketch.links == [
        "c needs T", "a attacks c", "b supports c", "d excludes c", "e supports c",
      ])
  }

  @Test func `a crux of a statement if no is a need of the negation`() {
    var sketch = RecordSketch()
    sketch.crux("c")
    sketch.claims("T")
    sketch.link(.decides, "c#no", "T")
    #expect(sketch.links == ["!c needs T"])
    #expect(sketch.made.declared.map(\.crux) == ["c#no"])
  }

  @Test func `rival poles attack each other and the crux is no claim`() {
    var sketch = RecordSketch()
    sketch.crux("c", poles: ["c#x", "c#y"], areRivals: true)
    sketch.claims("T", "c#x", "c#y")
    sketch.link(.decides, "c#x", "T")
    sketch.link(.supports, "T", "c")
    #expect(sketch.links == ["c#x needs T", "c#x attacks c#y", "c#y attacks c#x"])
    #expect(sketch.made.derivedLinks == [1, 2])
    #expect(sketch.made.omissions.map(\.reason) == [.cruxWithoutPole("c")])
  }

  @Test func `what is granted and what rejects a question are never counted`() {
    var sketch = RecordSketch()
    sketch.claims("T", "g", "r")
    sketch.link(.grants, "g", "T")
    sketch.link(.rejects, "r", "T")
    #expect(sketch.links == [])
  }

  @Test func `statements that say the same are one claim and their links are united`() {
    var sketch = RecordSketch()
    sketch.claims("T", "a", "b", "x")
    sketch.link(.sameAs, "b", "a")
    sketch.link(.rebuts, "a", "T")
    sketch.link(.rebuts, "b", "T")
    sketch.link(.supports, "x", "b")
    #expect(sketch.links == ["a attacks T", "x supports a"])
    #expect(sketch.made.wordings[sketch.made.map.index(of: "a")] == ["a", "b"])
  }

  @Test func `to say the same as no is to be the negation`() {
    var sketch = RecordSketch()
    sketch.crux("c")
    sketch.claims("T", "zz")
    sketch.link(.sameAs, "zz", "c#no")
    sketch.link(.supports, "zz", "T")
    sketch.stance("Ada", "zz", 0.9)
    #expect(sketch.links == ["!c supports T"])
    let made = sketch.made
    #expect(
      made.map.views[0].view(of: made.map.index(of: "c")).map { near($0.credence, 0.1) } == true)
  }

  @Test func `nothing says the same as its contrary`() {
    var sketch = RecordSketch()
    sketch.crux("c")
    sketch.link(.sameAs, "c#no", "c")
    #expect(sketch.made.omissions.map(\.reason) == [.sameAsItsContrary("c#no")])
  }

  @Test func `an undercut denies the step written out, the only one, or that of a header`() {
    var sketch = RecordSketch()
    sketch.claims("T", "a", "u", "v", "w")
    sketch.link(.supports, "a", "T")
    sketch.add(.undercuts, ["u"], .step(from: "a", to: "T"))
    sketch.add(.undercuts, ["v"], .onlyStep(from: "u"))
    sketch.add(.undercuts, ["w"], .link(2))
    #expect(
      sketch.links == ["a supports T", "u undercuts 0", "v undercuts 1", "w undercuts 2"])
  }

  @Test func `an undercut of a step that is not clear is left out and said`() {
    var sketch = RecordSketch()
    sketch.claims("T", "S", "a", "u")
    sketch.link(.supports, "a", "T")
    sketch.link(.supports, "a", "S")
    sketch.add(.undercuts, ["u"], .onlyStep(from: "a"))
    #expect(sketch.links == ["a supports T", "a supports S"])
    #expect(sketch.made.omissions.map(\.reason) == [.unclearStep])
  }

  @Test func `a claim is asserted when a current stance is above one half`() {
    var sketch = RecordSketch()
    sketch.claims("a", "b", "d")
    sketch.stance("Ada", "a", 0.8, .implied)
    sketch.stance("Ada", "b", 0.8, .implied)
    sketch.stance("Ada", "b", 0.2)
    sketch.stance("Bo", "d", 0.5)
    #expect(sketch.made.map.isAsserted == [true, false, false])
  }

  @Test func `an implied view counts as fixed only without reasons of one's own`() {
    var sketch = RecordSketch()
    sketch.claims("T", "a", "x")
    sketch.stance("Ada", "a", 0.8, .implied)
    sketch.stance("Bo", "a", 0.8, .implied)
    sketch.stance("Cy", "a", 0.8)
    sketch.add(.supports, ["x"], .statement("a"), recorder: "Ada")
    sketch.add(.rebuts, ["x"], .statement("a"), recorder: "Bo")
    sketch.add(.supports, ["x"], .statement("a"), recorder: "Cy")
    #expect(sketch.made.map.views.map { $0.views[0].isClamped } == [false, true, true])
  }

  @Test func `former ids and ids of poles resolve`() {
    var sketch = RecordSketch()
    sketch.claims("T")
    sketch.crux("c", was: ["old"])
    sketch.link(.decides, "old#no", "T")
    #expect(sketch.links == ["!c needs T"])
  }

  @Test func `theses are what has reasons and is none`() {
    var sketch = RecordSketch()
    sketch.claims("T", "a", "b", "lone", "u")
    sketch.link(.supports, "a", "T")
    sketch.link(.rebuts, "b", "a")
    sketch.link(.supports, "b", "u")
    sketch.add(.undercuts, ["u"], .step(from: "a", to: "T"))
    let made = sketch.made
    #expect(made.theses.map { made.map.claimIDs[$0] } == ["T"])
  }

  @Test func `the order of threads does not matter`() {
    var first = RecordSketch(thread: "one")
    first.claims("T", "a")
    first.link(.supports, "a", "T")
    first.stance("Ada", "a", 0.9)
    var second = RecordSketch(thread: "two")
    second.claims("b")
    second.link(.rebuts, "b", "T")
    second.stance("Ada", "a", 0.2)
    let forwards = recordedMap(of: DebateRecord([first.part, second.part]))
    let backwards = recordedMap(of: DebateRecord([second.part, first.part]))
    #expect(forwards.map.words == backwards.map.words)
    #expect(forwards.map.views == backwards.map.views)
  }

  private func near(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-9 }
}

/// A thread's record, written down.
struct RecordSketch {
  var part: DebateRecord.Part

  init(thread: ThreadID = "thread") {
    part = DebateRecord.Part(thread: thread, statements: [], links: [], stances: [])
  }

  mutating func claims(_ ids: StatementID...) {
    for id in ids { part.statements.append(.init(id: id, kind: .claim)) }
  }

  mutating func crux(
    _ id: StatementID, poles: [StatementID] = [], areRivals: Bool = false, was: [StatementID] = []
  ) {
    part.statements.append(
      .init(id: id, kind: .crux, hasRivalPoles: areRivals, poles: poles, formerIDs: was))
  }

  mutating func link(_ kind: LinkKind, _ premise: StatementID, _ target: StatementID) {
    add(kind, [premise], .statement(target))
  }

  mutating func add(
    _ kind: LinkKind, _ premises: [StatementID], _ target: LinkTarget, recorder: PersonID? = nil
  ) {
    part.links.append(
      Link(
        kind: kind, premises: premises, target: target, recorder: recorder, post: 0, place: .start))
  }

  mutating func stance(
    _ person: PersonID, _ statement: StatementID, _ credence: Double,
    _ attitude: Stance.Attitude = .agree
  ) {
    let stance = Stance(
      person: person, statement: statement, attitude: attitude, credence: Credence(credence),
      post: 0, place: .start)
    part.stances.append(
      RecordedStance(
        stance, at: Moment(date: nil, thread: part.thread, post: 0, offset: part.stances.count)))
  }

  var made: RecordedMap { recordedMap(of: DebateRecord([part])) }
  var links: [String] { made.map.words }
}

extension ArgumentMap {
  /// The links in words, undercuts by the number of the link they deny.
  var words: [String] {
    (0..<linkCount).map { link in
      let premises = premises(ofLink: link).map {
        ($0.isNegated ? "!" : "") + claimIDs[$0.claim].rawValue
      }
      let target = Int(linkTargets[link])
      let words = linkKinds[link] == .undercuts ? String(target) : claimIDs[target].rawValue
      return "\(premises.joined(separator: " + ")) \(linkKinds[link]) \(words)"
    }
  }
}
