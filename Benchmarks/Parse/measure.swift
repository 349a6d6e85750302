import Glibc

struct File: Sendable {
  var path: String
  var bytes: [UInt8]
}

/// The Markdown files under a folder, in order of their paths.
func readFiles(under folder: String) -> [File] {
  paths(under: folder).map { File(path: $0, bytes: read($0)) }
}

func paths(under folder: String) -> [String] {
  var paths: [String] = []
  var open = [folder]
  while let next = open.popLast() {
    guard let handle = opendir(next) else { continue }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = next + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) { open.append(path) }
      if name.hasSuffix(".md") { paths.append(path) }
    }
  }
  return paths.sorted()
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = ftell(file)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { $1 = fread($0.baseAddress, 1, size, file) }
}

/// In seconds, by the clock and by the processor.
struct Duration {
  var time: Double
  var processor: Double
}

func duration(_ work: () -> Void) -> Duration {
  let start = Duration(time: now(CLOCK_MONOTONIC), processor: now(CLOCK_PROCESS_CPUTIME_ID))
  work()
  return Duration(
    time: now(CLOCK_MONOTONIC) - start.time,
    processor: now(CLOCK_PROCESS_CPUTIME_ID) - start.processor)
}

private func now(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// One kind of work beside libcmark as it comes and libcmark in an arena.
func printLine(
  _ name: String, _ durations: [Duration], against usual: [Duration], inArena: [Duration]
) {
  let processor = least(durations.map(\.processor))
  let columns = [
    format(median(durations.map(\.time))) + " s", format(processor) + " s",
    format(processor / least(usual.map(\.processor))),
    format(processor / least(inArena.map(\.processor))),
  ]
  let label = name + String(repeating: " ", count: max(0, 24 - name.count))
  print(label, columns.joined(separator: "   "))
}

func least(_ values: [Double]) -> Double { values.min() ?? 0 }

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func format(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let fraction = String(thousandths % 1000)
  return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
}

/// The largest resident size of the process so far, in KB.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss
}
