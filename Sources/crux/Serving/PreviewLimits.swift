import NIOCore

/// How long and how much a preview puts up with, so that nobody who asks slowly, or for too much, keeps
/// it from answering others.
struct PreviewLimits: Sendable {
  /// From the opening of a connection, or the last answer on it, to the end of the next request.
  var request: TimeAmount = .seconds(20)
  /// From an answer to the moment that all of it is taken.
  var answer: TimeAmount = .seconds(60)
  /// Bytes of a request, all that comes after it in a hurry included.
  var requestBytes = 128 << 10
  /// Connections at once; beyond them the one that was idle longest is closed.
  var connections = 256
  /// Pages that wait for news at once.
  var listeners = 64
}
