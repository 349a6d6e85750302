/// Turns the links of a page into addresses that mean the same elsewhere.
struct WebAddressResolver {
  /// `https:`, and `https://example.org`; nil where the page's address is not known.
  private let scheme: Substring?
  private let host: Substring?

  init(base: String?) {
    guard let base, let colon = base.firstIndex(of: ":"), base.hasPrefix("http"),
      base[colon...].hasPrefix("://")
    else {
      scheme = nil
      host = nil
      return
    }
    let rest = base[base.index(colon, offsetBy: 3)...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    scheme = base[...colon]
    host = base[..<end]
  }

  /// The address with its scheme; nil for one that a reader should not follow (`javascript:`), or
  /// that leads nowhere from here.
  func resolve(_ link: String) -> String? {
    let link = String(decoding: Array(link.utf8).trimmed.filter { $0 >= 0x20 }, as: UTF8.self)
    let lower = link.prefix(8).lowercased()
    if ["http://", "https://", "mailto:", "ftp://"].contains(where: { lower.hasPrefix($0) }) {
      return link
    }
    if link.hasPrefix("//") { return scheme.map { $0 + link } }
    if link.hasPrefix("/") { return host.map { $0 + link } }
    return nil
  }
}
