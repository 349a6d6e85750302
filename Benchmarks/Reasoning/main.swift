/// How long the reasoning engine takes on large maps.
///
///     reasoning-benchmark [--claims N] [--rounds N]
///     reasoning-benchmark --small FOLDER
///
/// The first form makes a map of debates of 1,000 claims each, with half as many links again, and
/// prints medians of processor time. The second writes small frameworks for other solvers and the time ours takes on
/// each; `beside_pygarg.py` runs pygarg on the same files.
import CruxModel
import Glibc
import Reasoning

let options = Options(CommandLine.arguments)
if let folder = options.folder {
  writeSmallFrameworks(to: folder)
} else {
  measureLargeMap(options)
}

struct Options {
  var claims = 1_000_000
  var rounds = 5
  var folder: String?

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let next = rest.popFirst() {
      switch next {
      case "--claims": claims = rest.popFirst().flatMap { Int($0) } ?? claims
      case "--rounds": rounds = rest.popFirst().flatMap { Int($0) } ?? rounds
      case "--small": folder = rest.popFirst()
      default: break
      }
    }
  }
}

func measureLargeMap(_ options: Options) {
  let map = debates(claims: options.claims)
  print("\(map.claimCount) claims, \(map.linkCount) links, median of \(options.rounds)")
  var reasoner: Reasoner?
  report("load: check and index", options.rounds) { reasoner = try? Reasoner(map) }
  guard var reasoner else { return }
  var whole: WholeMap?
  report("order of evaluation", options.rounds) { whole = reasoner.layOut() }
  guard let whole else { return }
  for semantics in Semantics.allCases {
    report("strength, \(semantics.rawValue)", options.rounds) { _ = whole.strengths(semantics) }
  }
  var framework: StandingFramework?
  report("compile to a Dung framework", options.rounds) { framework = StandingFramework(map) }
  guard let framework else { return }
  let size = framework.framework
  report("grounded, \(size.argumentCount) arguments, \(size.attackCount) attacks", options.rounds) {
    _ = groundedLabelling(of: size)
  }
  print("peak memory so far: \(peakMemory() / 1024) MB")
  measureThesis(&reasoner, options)
  measureLoop()
}

func measureThesis(_ reasoner: inout Reasoner, _ options: Options) {
  var count = 0
  report("every crux behind one thesis", options.rounds) {
    var analysis = reasoner.analysis(ofThesis: 0, .dfQuad)
    count = analysis.cruxes().ranked.count
  }
  print("  of \(count) claims")
  let small = debates(claims: 41, size: 41)
  guard var forty = try? Reasoner(small) else { return }
  var flips = FlipReport(isPossible: false, coverage: .complete(size: 0))
  report("flip sets among 40 claims", options.rounds) {
    flips = forty.analysis(ofThesis: 0, .dfQuad).flips()
  }
  print("  \(flips.flips.count) flip sets, \(flips.overturns.count) overturn sets")
}

/// A loop of 10,000 claims, each attacked by three others at random: it does not settle.
func measureLoop() {
  var random = SplitMix(state: 3)
  var map = ArgumentMap()
  for number in 0..<10_000 { map.addClaim(StatementID("c\(number)"), base: 0.9) }
  for number in 0..<10_000 {
    for _ in 0..<3 {
      let attacker = Int(random.next() % 10_000)
      if attacker != number { map.addLink(.attacks, from: [.init(attacker)], to: number) }
    }
  }
  guard var reasoner = try? Reasoner(map) else { return }
  report("a loop of 10,000 that does not settle: strengths", 3) {
    _ = reasoner.layOut().strengths(.dfQuad)
  }
  var unsettled = 0
  report("  everything about one thesis in it", 1) {
    let explanation = reasoner.explanation(ofThesis: 0, reasoner.standing())
    for case .openLoop(let claims) in explanation.refusals { unsettled = claims.count }
  }
  print("  \(unsettled) claims left open")
}

/// Debates of `size` claims: each claim but the first bears on an earlier one, and half as many links
/// again run from later to earlier claims. Supports, attacks, and the odd undercut and need.
func debates(claims: Int, size: Int = 1_000) -> ArgumentMap {
  var random = SplitMix(state: 20_260_101)
  var map = ArgumentMap()
  map.reserve(claims: claims, links: claims + claims / 2)
  for number in 0..<claims { map.addClaim(StatementID("c\(number)")) }
  for start in stride(from: 0, to: claims, by: size) {
    let count = min(size, claims - start)
    for number in 1..<max(count, 1) {
      let target = max(0, number - 1 - Int(random.next() % 40))
      add(from: start + number, to: start + target)
      if number % 2 == 0 {
        add(from: start + number, to: start + Int(random.next() % UInt64(number)))
      }
    }
  }
  return map

  func add(from premise: Int, to target: Int) {
    switch random.next() % 20 {
    case 0: map.addLink(.needs, from: [.init(premise)], to: target)
    case 1 where map.linkCount > 0 && map.linkTargets[map.linkCount - 1] != premise:
      undercut(from: premise)
    case 2...10: map.addLink(.supports, from: [.init(premise)], to: target)
    default: map.addLink(.attacks, from: [.init(premise)], to: target)
    }
  }

  /// Denies the step of the latest link.
  func undercut(from premise: Int) {
    map.addLink(.undercuts, from: [.init(premise)], to: map.linkCount - 1)
  }
}

/// Frameworks of 10 to 100 arguments with as many attacks and half as many again, one file each.
func writeSmallFrameworks(to folder: String) {
  var random = SplitMix(state: 7)
  for size in [10, 20, 50, 100] {
    let attacks = (0..<size * 3 / 2).map { _ in
      (Int32(random.next() % UInt64(size)), Int32(random.next() % UInt64(size)))
    }
    var text = ""
    for argument in 0..<size { text += "arg(a\(argument)).\n" }
    for (attacker, attacked) in attacks { text += "att(a\(attacker),a\(attacked)).\n" }
    guard let file = fopen("\(folder)/\(size).apx", "w") else { return }
    fputs(text, file)
    fclose(file)
    var accepted = 0
    let times = (0..<101).map { _ in
      seconds {
        let framework = DungFramework(
          argumentCount: size, attackers: attacks.map(\.0), attacked: attacks.map(\.1))
        accepted = groundedLabelling(of: framework).count { $0 == .accepted }
      }
    }
    print("\(size) \(median(times)) \(accepted)")
  }
}

struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

func report(_ what: String, _ rounds: Int, _ work: () -> Void) {
  let time = median((0..<rounds).map { _ in seconds(work) })
  let padding = String(repeating: " ", count: max(1, 60 - what.count))
  print("\(what)\(padding)\((time * 100_000).rounded() / 100) ms")
}

/// Processor time, so that what else the machine does counts as little as can be; the engine runs on
/// one thread.
func seconds(_ work: () -> Void) -> Double {
  let start = processorTime()
  work()
  return processorTime() - start
}

func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// In kilobytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss
}
