/// How long it takes to read and annotate a corpus, beside libcmark on the same bytes.
///
///     parse-benchmark FOLDER [--rounds N] [--threads N]
///     parse-benchmark FOLDER --digest
///     parse-benchmark FOLDER --whole [--rounds N]
///     parse-benchmark FOLDER --reading [--threads N]
///
/// Files are read into memory first. Each round runs libcmark as it comes (`cmark_parse_document`, its
/// own allocator, the tree freed), libcmark with our arena (no walk), the parse but for looking up
/// quotes, and the whole parse. Printed are the median by the clock and the least by the processor
/// (all threads together; of use on a busy machine, where other work can only add), the ratio of the
/// latter to both ways of running libcmark, and the peak memory of the process. `--whole` runs nothing
/// but the whole parse and prints nothing: for a profiler. `--reading` does the same once, with each
/// file read only when it is parsed and forgotten after: what `Benchmarks/check.py` holds `crux check` to.
import CCMark
import CMarkArena
import CruxModel
import Dispatch
import Glibc
import ThreadParsing

let options = Options(CommandLine.arguments)
if options.readsWhenParsed {
  let paths = paths(under: options.folder)
  runAll(paths, threads: options.threads) { parseWholly(File(path: $0, bytes: read($0))) }
  exit(0)
}
let files = readFiles(under: options.folder)
let total = files.reduce(0) { $0 + $1.bytes.count }
if options.onlyDigests {
  for file in files { print(digest(of: file), file.path) }
  exit(0)
}
if options.onlyWhole {
  for _ in 0..<options.rounds { runAll(files, threads: options.threads, parseWholly) }
  exit(0)
}
print(
  "\(files.count) files, \(total) bytes, \(options.threads) thread(s), median of \(options.rounds)")

var usual: [Duration] = []
var plain: [Duration] = []
var unquoted: [Duration] = []
var whole: [Duration] = []
for _ in 0..<options.rounds {
  usual.append(duration { runAll(files, threads: options.threads, parseWithOwnAllocator) })
  plain.append(duration { runAll(files, threads: options.threads, parseWithLibcmark) })
  unquoted.append(duration { runAll(files, threads: options.threads, parseWithoutQuotes) })
  whole.append(duration { runAll(files, threads: options.threads, parseWholly) })
}
print("                            time   processor   against libcmark, and in an arena")
for (name, durations) in [
  ("libcmark", usual), ("libcmark in an arena", plain), ("parse, quotes left out", unquoted),
  ("parse and annotate", whole),
] {
  printLine(name, durations, against: usual, inArena: plain)
}
print("peak memory \(peakMemory() / 1024) MB, the files included")

func runAll<Item: Sendable>(
  _ items: [Item], threads: Int, _ work: @escaping @Sendable (Item) -> Void
) {
  let share = (items.count + threads - 1) / threads
  DispatchQueue.concurrentPerform(iterations: threads) { part in
    for item in items.dropFirst(part * share).prefix(share) { work(item) }
  }
}

@Sendable func parseWithLibcmark(_ file: File) {
  crux_arena_reset()
  let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, crux_arena())
  file.bytes.withUnsafeBytes {
    cmark_parser_feed(parser, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
  }
  _ = cmark_parser_finish(parser)
  crux_arena_reset()
}

@Sendable func parseWithOwnAllocator(_ file: File) {
  let root = file.bytes.withUnsafeBytes {
    cmark_parse_document(
      $0.bindMemory(to: CChar.self).baseAddress, $0.count, CMARK_OPT_DEFAULT)
  }
  cmark_node_free(root)
}

@Sendable func parseWithoutQuotes(_ file: File) {
  let thread = parseThread(file.bytes, path: file.path, extent: .withoutQuotes)
  precondition(thread.body.source.count == file.bytes.count)
}

@Sendable func parseWholly(_ file: File) {
  let thread = parseThread(file.bytes, path: file.path)
  precondition(thread.body.source.count == file.bytes.count)
}

struct Options {
  var folder = ""
  var rounds = 5
  var threads = 1
  /// Print what was read of each file as a number, and measure nothing.
  var onlyDigests = false
  /// Parse and measure nothing.
  var onlyWhole = false
  /// Read and parse file by file, and measure nothing.
  var readsWhenParsed = false

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let next = rest.popFirst() {
      switch next {
      case "--rounds": rounds = rest.popFirst().flatMap { Int($0) } ?? rounds
      case "--threads": threads = rest.popFirst().flatMap { Int($0) } ?? threads
      case "--digest": onlyDigests = true
      case "--whole": onlyWhole = true
      case "--reading": readsWhenParsed = true
      default: folder = next
      }
    }
    guard !folder.isEmpty else {
      print(
        "usage: parse-benchmark FOLDER [--rounds N] [--threads N] [--digest | --whole | --reading]")
      exit(64)
    }
  }
}
