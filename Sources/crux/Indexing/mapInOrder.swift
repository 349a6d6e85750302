import Glibc

/// Transforms the inputs on several threads and hands the outputs over in order, on the caller's
/// thread, while the next are being made.
///
/// At most `budget` units of `cost`, and 256 outputs, wait to be handed over, however many inputs
/// there are and whichever is slow. An error of `consume` ends the work and is thrown on.
func mapInOrder<Input: Sendable, Output: Sendable, Failure: Error>(
  _ inputs: [Input], workers: Int = processorCount, budget: Int = 24 << 20,
  cost: @escaping @Sendable (Output) -> Int,
  transform: @escaping @Sendable (Input) -> Output,
  consume: (Output) throws(Failure) -> Void
) throws(Failure) {
  guard inputs.count > 1, workers > 0 else {
    for input in inputs { try consume(transform(input)) }
    return
  }
  let belt = Belt<Output>(count: inputs.count, budget: budget)
  let threads = (0..<min(workers, inputs.count)).compactMap { _ in
    startThread {
      while let index = belt.claim() {
        let output = transform(inputs[index])
        belt.put(output, cost: cost(output), at: index)
      }
    }
  }
  defer {
    belt.stop()
    for thread in threads { pthread_join(thread, nil) }
  }
  guard !threads.isEmpty else {
    for input in inputs { try consume(transform(input)) }
    return
  }
  for index in inputs.indices { try consume(belt.take(index)) }
}

/// How many threads run at once on this machine.
let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Hands out indices and holds outputs until their turn.
private final class Belt<Output: Sendable>: @unchecked Sendable {
  // Everything below is only touched while `mutex` is held.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let change: UnsafeMutablePointer<pthread_cond_t>
  private let count: Int
  private let budget: Int
  private var nextToClaim = 0
  private var nextToTake = 0
  private var waiting: [Int: (output: Output, cost: Int)] = [:]
  private var cost = 0
  private var isStopped = false

  init(count: Int, budget: Int) {
    self.count = count
    self.budget = budget
    mutex = .allocate(capacity: 1)
    change = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// The next index to work on, once there is room for its output; nil when there is none.
  func claim() -> Int? {
    locked {
      while !isStopped, nextToClaim < count, isFull { pthread_cond_wait(change, mutex) }
      guard !isStopped, nextToClaim < count else { return nil }
      nextToClaim += 1
      return nextToClaim - 1
    }
  }

  func put(_ output: Output, cost: Int, at index: Int) {
    locked {
      waiting[index] = (output, cost)
      self.cost += cost
      pthread_cond_broadcast(change)
    }
  }

  /// The output of that index, once it is made.
  func take(_ index: Int) -> Output {
    locked {
      while true {
        if let entry = waiting.removeValue(forKey: index) {
          cost -= entry.cost
          nextToTake = index + 1
          pthread_cond_broadcast(change)
          return entry.output
        }
        pthread_cond_wait(change, mutex)
      }
    }
  }

  func stop() {
    locked {
      isStopped = true
      pthread_cond_broadcast(change)
    }
  }

  /// Whoever makes the output that is wanted next never waits.
  private var isFull: Bool {
    nextToClaim > nextToTake && (cost > budget || nextToClaim - nextToTake > 256)
  }

  private func locked<T>(_ body: () -> T) -> T {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
