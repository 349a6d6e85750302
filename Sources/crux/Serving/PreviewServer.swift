import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves a preview until it is stopped. Everything happens on one event loop of its own.
final class PreviewServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: PreviewConnections
  private let site: PreviewSite

  /// Begins to listen.
  ///
  /// - Parameter port: 0 for any that is free.
  init(
    _ site: PreviewSite, address: String, port: Int, limits: PreviewLimits = PreviewLimits()
  ) throws {
    let connections = PreviewConnections(limits)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      channel = try ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try Self.prepare(channel, site, address, connections, limits)
          }
        }
        .bind(host: address, port: port).wait()
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
    self.group = group
    self.connections = connections
    self.site = site
  }

  /// The port it listens at.
  var port: Int { channel.localAddress?.port ?? 0 }

  /// Tells every page that listens what is new.
  func announceNews() {
    let (connections, site) = (connections, site)
    channel.eventLoop.execute {
      for channel in connections.listeners { PreviewHandler.send(site.news, to: channel) }
    }
  }

  /// Closes every connection and waits for the end.
  func stop() {
    let connections = connections
    channel.eventLoop.execute { connections.closeAll() }
    try? channel.close().wait()
    try? group.syncShutdownGracefully()
  }

  private static func prepare(
    _ channel: any Channel, _ site: PreviewSite, _ address: String,
    _ connections: PreviewConnections, _ limits: PreviewLimits
  ) throws {
    var decoding = NIOHTTPDecoderLimitConfiguration()
    decoding.maxHeaderFieldSize = 16 << 10
    decoding.maxHeaderListSize = 64 << 10
    decoding.maxHeaderFieldCount = 100
    let requestGuard = RequestGuard(limits, connections)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(requestGuard)
    try pipeline.configureHTTPServerPipeline(
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
    try pipeline.addHandler(
      PreviewHandler(site, listeningAt: address, connections, requestGuard))
  }
}
