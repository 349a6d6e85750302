import CruxModel
import Testing

struct StanceHistoryTests {
  @Test func `an undated post takes the date before it and the first one that of the thread`() {
    let date = Timestamp("2025-11-04")
    let later = Timestamp("2025-11-06T09:30Z")
    #expect(
      effectiveDates(ofPosts: [nil, later, nil], thread: date) == [date, later, later])
    #expect(effectiveDates(ofPosts: [nil, date], thread: nil) == [nil, date])
  }

  @Test func `moments are ordered by date, thread, post and place, the undated first`() {
    let moments = [
      moment(nil, "z", 9, 9), moment("2025-11-04", "a", 2, 0), moment("2025-11-04", "b", 0, 0),
      moment("2025-11-04", "b", 1, 3), moment("2025-11-04", "b", 1, 4),
      moment("2025-11-04T00:01Z", "a", 0, 0),
    ]
    #expect(moments.reversed().sorted() == moments)
  }

  @Test func `the later stance of a person holds and the earlier one is kept`() throws {
    let histories = read([
      recorded("Ada", "x", .agree, 0.8, moment("2025-11-06", "a", 0, 0)),
      recorded("Ada", "x", .disagree, 0.2, moment("2025-11-05", "b", 0, 0)),
      recorded("Bo", "x", .unsure, 0.5, moment("2025-11-07", "a", 1, 0)),
    ])
    #expect(histories.map(\.key.person) == ["Ada", "Bo"])
    #expect(histories[0].entries.map(\.credence.value) == [0.2, 0.8])
    #expect(histories[0].current?.credence.value == 0.8)
  }

  @Test func `a written stance overrides what holding implies, even from an earlier post`() {
    let histories = read([
      recorded("Ada", "x", .implied, 0.8, moment("2025-11-06", "a", 0, 0)),
      recorded("Ada", "x", .disagree, 0.2, moment("2025-11-05", "b", 0, 0)),
    ])
    #expect(histories[0].current?.credence.value == 0.2)
  }

  @Test func `a view held before the thread is not a current one`() {
    var before = recorded("Ada", "x", .agree, 0.8, moment("2025-11-06", "a", 0, 0))
    before.stance.isFormer = true
    #expect(read([before])[0].current == nil)
    let implied = recorded("Ada", "x", .implied, 0.7, moment("2025-11-01", "a", 0, 0))
    #expect(read([before, implied])[0].current?.credence.value == 0.7)
  }

  @Test func `a stance on no is the contrary stance on the crux`() {
    let histories = read([
      recorded("Ada", "c#no", .agree, 0.9, moment("2025-11-06", "a", 0, 0)),
      recorded("Ada", "c#yes", .agree, 0.8, moment("2025-11-05", "a", 0, 0)),
    ])
    #expect(histories.count == 1)
    #expect(histories[0].key.statement == "c")
    #expect(histories[0].entries.map { ($0.credence.value * 100).rounded() } == [80, 10])
  }

  @Test func `a rival pole named no is a statement of its own`() {
    #expect(Proposition("c#no", hasRivalPoles: { _ in true }) == Proposition("c#no"))
    #expect(
      Proposition("c#no", hasRivalPoles: { _ in false }) == Proposition("c", isNegated: true))
    #expect(Proposition("c#schemer", hasRivalPoles: { _ in false }) == Proposition("c#schemer"))
  }

  private func read(_ stances: [RecordedStance]) -> [StanceHistory] {
    stanceHistories(of: stances) { Proposition($0, hasRivalPoles: { _ in false }) }
  }

  private func moment(_ date: String?, _ thread: ThreadID, _ post: Int, _ offset: Int) -> Moment {
    Moment(date: date.flatMap { Timestamp($0) }, thread: thread, post: post, offset: offset)
  }

  private func recorded(
    _ person: PersonID, _ statement: StatementID, _ attitude: Stance.Attitude, _ value: Double,
    _ moment: Moment
  ) -> RecordedStance {
    RecordedStance(
      Stance(
        person: person, statement: statement, attitude: attitude, credence: Credence(value),
        post: moment.post, place: .start),
      at: moment)
  }
}
