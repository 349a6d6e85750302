/// Whether an argument is accepted (Caminada 2006, "On the issue of reinstatement").
package enum ArgumentLabel: UInt8, Hashable, Sendable {
  /// Every attacker is out.
  case accepted
  /// Some attacker is in.
  case rejected
  /// Neither can be said.
  case undecided
}

/// The grounded labelling: the one that decides fewest arguments, and the only such.
///
/// A worklist: unattacked arguments are in, what they attack is out, and what is left without a live
/// attacker is in (Modgil and Caminada 2009, section 6.3.1). Each attack is looked at at most twice,
/// so the time is linear in arguments and attacks.
package func groundedLabelling(of framework: DungFramework) -> [ArgumentLabel] {
  let count = framework.argumentCount
  var labels = [ArgumentLabel](repeating: .undecided, count: count)
  var liveAttackers = [Int32](repeating: 0, count: count)
  for target in framework.targets { liveAttackers[Int(target)] += 1 }
  var queue: [Int32] = []
  queue.reserveCapacity(count)
  for argument in 0..<count where liveAttackers[argument] == 0 {
    labels[argument] = .accepted
    queue.append(Int32(argument))
  }
  // Indices and not slices: a slice is retained and released for every argument.
  let starts = framework.starts
  let targets = framework.targets
  var next = 0
  while next < queue.count {
    let accepted = Int(queue[next])
    next += 1
    for place in Int(starts[accepted])..<Int(starts[accepted + 1]) {
      let rejected = Int(targets[place])
      guard labels[rejected] == .undecided else { continue }
      labels[rejected] = .rejected
      for place in Int(starts[rejected])..<Int(starts[rejected + 1]) {
        let freed = Int(targets[place])
        liveAttackers[freed] -= 1
        if liveAttackers[freed] == 0, labels[freed] == .undecided {
          labels[freed] = .accepted
          queue.append(Int32(truncatingIfNeeded: freed))
        }
      }
    }
  }
  return labels
}
