import NIOCore

/// The connections of a preview. Belongs to one event loop, on which alone it may be touched.
final class PreviewConnections: @unchecked Sendable {
  private struct Connection {
    var channel: any Channel
    var isListening = false
    /// Rises with everything that happens on a connection; nil while it is being answered.
    var idleSince: Int?
  }

  private let limits: PreviewLimits
  private var open: [ObjectIdentifier: Connection] = [:]
  private var clock = 0

  init(_ limits: PreviewLimits) { self.limits = limits }

  func add(_ channel: any Channel) {
    clock += 1
    open[ObjectIdentifier(channel)] = Connection(channel: channel, idleSince: clock)
    guard open.count > limits.connections else { return }
    let longest = open.values.filter { !$0.isListening && $0.idleSince != nil }
      .min { ($0.idleSince ?? 0) < ($1.idleSince ?? 0) }
    (longest?.channel ?? channel).close(promise: nil)
  }

  func remove(_ channel: any Channel) { open[ObjectIdentifier(channel)] = nil }

  func noteBusy(_ channel: any Channel) { open[ObjectIdentifier(channel)]?.idleSince = nil }

  func noteIdle(_ channel: any Channel) {
    clock += 1
    open[ObjectIdentifier(channel)]?.idleSince = clock
  }

  /// From now on news are sent to the connection; false where too many wait for them already.
  func listen(_ channel: any Channel) -> Bool {
    guard open.values.count(where: \.isListening) < limits.listeners else { return false }
    open[ObjectIdentifier(channel)]?.isListening = true
    return true
  }

  var listeners: [any Channel] { open.values.filter(\.isListening).map(\.channel) }

  func closeAll() {
    for connection in open.values { connection.channel.close(promise: nil) }
  }
}
