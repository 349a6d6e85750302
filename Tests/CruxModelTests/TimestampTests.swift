import Testing

@testable import CruxModel

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("2025-11-06T09:30Z", 1_762_421_400), ("2025-11-06T09:30", 1_762_421_400),
    ("2025-11-06T11:30+02:00", 1_762_421_400), ("2025-11-06T07:30-02", 1_762_421_400),
    ("2024-02-29", 1_709_164_800),
  ])
  func `an ISO date stands for an instant`(text: String, seconds: Int) {
    #expect(Timestamp(text)?.seconds == Int64(seconds))
  }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "11/06/2025", "2025-11-06T25:00", "2025-11-06 ", "",
    "2025-11-06T09:30+2",
  ])
  func `anything else is no date`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
