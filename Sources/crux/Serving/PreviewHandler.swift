import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, one after the other.
final class PreviewHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let site: PreviewSite
  /// That the server listens at.
  private let address: String
  private let connections: PreviewConnections
  private let requestGuard: RequestGuard
  private var head: HTTPRequestHead?

  init(
    _ site: PreviewSite, listeningAt address: String, _ connections: PreviewConnections,
    _ requestGuard: RequestGuard
  ) {
    self.site = site
    self.address = address
    self.connections = connections
    self.requestGuard = requestGuard
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  /// What cannot be read ends the connection; what there was to say was said by the handler before.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let request = PreviewRequest(
      method: head.method.rawValue, target: head.uri, hosts: head.headers["host"],
      knownTags: head.headers.first(name: "if-none-match"))
    if head.method == .GET, head.uri == PreviewSite.newsPath,
      site.refusal(of: request, listeningAt: address) == nil
    {
      return beginNews(context)
    }
    send(site.answer(request, listeningAt: address), to: head, context)
  }

  private func send(
    _ response: PreviewResponse, to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    let stays = request.isKeepAlive && response.status != 405
    var headers = HTTPHeaders([
      ("Content-Type", response.type), ("Cache-Control", "no-cache"),
      ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
    ])
    if let tag = response.tag { headers.add(name: "ETag", value: tag) }
    if response.status == 405 { headers.add(name: "Allow", value: "GET, HEAD") }
    if response.status != 304 {
      headers.add(name: "Content-Length", value: String(response.body.count))
    }
    headers.add(name: "Connection", value: stays ? "keep-alive" : "close")
    let head = HTTPResponseHead(
      version: .http1_1, status: .init(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD, !response.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    end(context, stays: stays)
  }

  private func end(_ context: ChannelHandlerContext, stays: Bool) {
    let (channel, requestGuard) = (context.channel, requestGuard)
    requestGuard.waitForAnswer(channel)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      if stays { requestGuard.waitForRequest(channel) } else { channel.close(promise: nil) }
    }
  }

  // MARK: News

  /// Leaves the answer open: news are written to it as they come (HTML, "server-sent events").
  private func beginNews(_ context: ChannelHandlerContext) {
    guard connections.listen(context.channel) else { return context.close(promise: nil) }
    requestGuard.waitForNews()
    let headers = HTTPHeaders([
      ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"),
      ("X-Content-Type-Options", "nosniff"),
    ])
    let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    Self.send(site.news, to: context.channel)
  }

  static func send(_ news: PreviewNews, to channel: any Channel) {
    let event = channel.allocator.buffer(string: "data: \(news.json)\n\n")
    channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(event)), promise: nil)
  }
}
