import CruxModel

/// Looks up the ends of every link: first statements, then the steps that undercuts deny.
struct LinkResolver {
  let corpus: CorpusRecord
  private var links: [ResolvedLink] = []
  /// Index in `links` of each thread's first.
  private var firstLink: [Int] = []
  /// Indices in `links` of the steps out of a statement, in order.
  private var steps: [Proposition: [Int]] = [:]
  /// Made when a step is first looked for through `same as`.
  private var sameSteps: SameSteps?

  init(corpus: CorpusRecord) { self.corpus = corpus }

  mutating func run() -> [ResolvedLink] {
    for (index, thread) in corpus.threads.enumerated() {
      firstLink.append(links.count)
      for (number, link) in thread.links.enumerated() { add(link, thread: index, index: number) }
    }
    for index in links.indices { resolveStep(index) }
    return links
  }

  private mutating func add(_ link: Link, thread: Int, index: Int) {
    let premises = link.premises.compactMap(corpus.proposition)
    var target = ResolvedLink.Target.none
    if case .statement(let id) = link.target, let proposition = corpus.proposition(id) {
      target = .proposition(proposition)
    }
    if link.kind.isStep {
      for premise in premises { steps[premise, default: []].append(links.count) }
    }
    links.append(
      ResolvedLink(
        thread: thread, index: index, kind: kind(of: link), premises: premises, target: target))
  }

  /// An objection to a crux, rather than to one of its answers, rejects the question (FORMAT §5).
  private func kind(of link: Link) -> LinkKind {
    guard link.kind == .rebuts, case .statement(let id) = link.target,
      let place = corpus.place(of: id), corpus.statement(at: place).kind == .crux
    else { return link.kind }
    return .rejects
  }

  private mutating func resolveStep(_ index: Int) {
    let resolved = links[index]
    switch corpus.link(resolved).target {
    case .statement: return
    case .link(let number):
      guard corpus.threads[resolved.thread].links.indices.contains(number) else { return }
      links[index].target = .step(firstLink[resolved.thread] + number)
    case .step(let from, let to):
      let found = stepsOut(of: from, but: index).filter { leads($0, to: to) }
      let step = found.first ?? sameStep(from, to, but: index)
      if let step { links[index].target = .step(step) }
    case .onlyStep(let from):
      let found = stepsOut(of: from, but: index)
      if found.count == 1 { links[index].target = .step(found[0]) }
    }
  }

  /// The steps out of a statement, one for each place they lead to, without the link that asks.
  private func stepsOut(of id: StatementID, but asking: Int) -> [Int] {
    guard let proposition = corpus.proposition(id) else { return [] }
    var seen: Set<StepEnd> = []
    return (steps[proposition] ?? []).filter { index in
      index != asking && seen.insert(StepEnd(links[index])).inserted
    }
  }

  /// A step between statements that say the same as these two.
  private mutating func sameStep(_ from: StatementID, _ to: StatementID, but asking: Int) -> Int? {
    guard let from = corpus.proposition(from), let to = corpus.proposition(to) else { return nil }
    var same = sameSteps ?? SameSteps(links)
    defer { sameSteps = same }
    return same.steps(from, to).first { $0 != asking }
  }

  private func leads(_ link: Int, to id: StatementID) -> Bool {
    guard let proposition = corpus.proposition(id) else { return false }
    return links[link].target == .proposition(proposition)
  }
}

/// The steps of a corpus by what their ends say, however it is called.
private struct SameSteps {
  private struct Ends: Hashable {
    let from: Proposition
    let to: Proposition
  }

  private var groups: SameAsGroups
  private var found: [Ends: [Int]] = [:]

  init(_ links: [ResolvedLink]) {
    groups = SameAsGroups(links)
    for (index, link) in links.enumerated() where link.kind.isStep {
      guard case .proposition(let target) = link.target else { continue }
      for premise in link.premises { found[ends(premise, target), default: []].append(index) }
    }
  }

  /// In order.
  mutating func steps(_ from: Proposition, _ to: Proposition) -> [Int] {
    found[ends(from, to)] ?? []
  }

  private mutating func ends(_ from: Proposition, _ to: Proposition) -> Ends {
    Ends(from: leader(of: from), to: leader(of: to))
  }

  private mutating func leader(of proposition: Proposition) -> Proposition {
    Proposition(groups.leader(of: proposition.statement), isNegated: proposition.isNegated)
  }
}

/// Two links of one kind with the same ends are one step recorded twice.
private struct StepEnd: Hashable {
  let kind: LinkKind
  let target: ResolvedLink.Target

  init(_ link: ResolvedLink) {
    kind = link.kind
    target = link.target
  }
}

extension LinkKind {
  /// Whether it is a step that an undercut can deny.
  var isStep: Bool {
    switch self {
    case .supports, .needs, .rebuts, .undercuts, .decides: true
    case .sameAs, .grants, .rejects: false
    }
  }
}
