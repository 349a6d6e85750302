import CruxModel

/// A link with its target read: what another page says of it.
package struct LinkEntry: Hashable, Sendable {
  package var kind: LinkKind
  package var premises: [StatementID]
  /// The statement it is about; for an undercut the premise of the step it denies.
  package var target: StatementID
  /// For an undercut: what the step leads to; nil where only its premise is known.
  package var stepTarget: StatementID?
  /// For an undercut of a link: the other premises of the step.
  package var stepPremises: [StatementID] = []
  package var recorder: PersonID?
  package var thread: ThreadID
  package var post: Int
  package var anchor: Anchor

  /// Nil where an undercut's step leads nowhere.
  package init?(_ link: Link, in thread: DiscussionThread) {
    self.init(
      link, among: thread.links, thread: thread.id, anchor: thread.posts[link.post].anchor)
  }

  /// Nil where an undercut's step leads nowhere.
  ///
  /// - Parameter links: all of its thread.
  package init?(_ link: Link, among links: [Link], thread: ThreadID, anchor: Anchor) {
    kind = link.kind
    premises = link.premises
    recorder = link.recorder
    self.thread = thread
    post = link.post
    self.anchor = anchor
    switch link.target {
    case .statement(let id): target = id
    case .step(let from, let to): (target, stepTarget) = (from, to)
    case .onlyStep(let from): target = from
    case .link(let index):
      guard links.indices.contains(index),
        let premise = links[index].premises.first
      else { return nil }
      target = premise
      stepPremises = Array(links[index].premises.dropFirst())
      if case .statement(let id) = links[index].target { stepTarget = id }
    }
  }
}

/// A place that refers to something: a `[[reference]]`.
package struct Mention: Hashable, Sendable {
  package var thread: ThreadID
  /// Nil in the introduction.
  package var anchor: Anchor?
  /// The words around it, on one line.
  package var words: String
}
