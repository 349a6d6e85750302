import NIOCore

/// Stands before everything else of a connection, and closes it where a request takes too long to come
/// or is too long, and where an answer is not taken.
final class RequestGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limits: PreviewLimits
  private let connections: PreviewConnections
  private var deadline: Scheduled<Void>?
  private var bytes = 0

  init(_ limits: PreviewLimits, _ connections: PreviewConnections) {
    self.limits = limits
    self.connections = connections
  }

  func channelActive(context: ChannelHandlerContext) {
    connections.add(context.channel)
    waitForRequest(context.channel)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    connections.remove(context.channel)
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytes
    guard bytes <= limits.requestBytes else { return context.close(promise: nil) }
    context.fireChannelRead(data)
  }

  /// An answer was taken: the next request may begin.
  func waitForRequest(_ channel: any Channel) {
    bytes = 0
    connections.noteIdle(channel)
    close(channel, in: limits.request)
  }

  /// A request is there whole and is being answered.
  func waitForAnswer(_ channel: any Channel) {
    connections.noteBusy(channel)
    close(channel, in: limits.answer)
  }

  /// The connection waits for news, for as long as the other side likes.
  func waitForNews() { deadline?.cancel() }

  private func close(_ channel: any Channel, in time: TimeAmount) {
    deadline?.cancel()
    deadline = channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
