import Testing

@testable import crux

struct MeanwhileTests {
  private struct Broken: Error {}

  @Test(arguments: [0, 1, 2])
  func `both things are done, on however many processors`(_ workers: Int) {
    let (sum, words) = meanwhile(workers: workers) {
      (1...100).reduce(0, +)
    } other: {
      "done"
    }
    #expect(sum == 5050)
    #expect(words == "done")
  }

  @Test(arguments: [0, 2])
  func `an error of the caller's part is thrown`(_ workers: Int) {
    #expect(throws: Broken.self) {
      try meanwhile(workers: workers) {
        1
      } other: { () throws(Broken) -> Int in
        throw Broken()
      }
    }
  }
}
