import Glibc

/// Does one thing on a thread of its own while the caller does another.
///
/// - Parameters:
///   - workers: with fewer than two one is done after the other.
///   - other: what the caller does; an error of it is thrown when both are done.
func meanwhile<Result: Sendable, Other, Failure: Error>(
  workers: Int, _ work: @escaping @Sendable () -> Result, other: () throws(Failure) -> Other
) throws(Failure) -> (Result, Other) {
  let box = ResultBox<Result>()
  guard workers > 1, let thread = startThread({ box.result = work() }) else {
    return (work(), try other())
  }
  let done: Swift.Result<Other, Failure>
  do throws(Failure) { done = .success(try other()) } catch { done = .failure(error) }
  pthread_join(thread, nil)
  return (box.result ?? work(), try done.get())
}

/// Written by one thread, and read by another when that one has ended.
private final class ResultBox<Result: Sendable>: @unchecked Sendable {
  var result: Result?
}
