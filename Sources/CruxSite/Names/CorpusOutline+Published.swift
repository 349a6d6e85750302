import CruxModel

extension CorpusOutline {
  /// Where a page is published: the `base-url` of `crux.yml` and its path; nil where none is given or
  /// what is given is no web address.
  func published(_ address: PageAddress) -> String? {
    guard let base = settings.baseURL, let web = WebAddress(base), !web.isRelative else {
      return nil
    }
    let relative = address.reference(from: .notFound)
    return web.text + "/" + (address == .home ? "" : relative)
  }
}
