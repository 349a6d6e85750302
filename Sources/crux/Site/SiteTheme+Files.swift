import CruxSite
import Glibc

extension SiteTheme {
  /// Reads `theme/custom.css`, `theme/head.html` and `theme/footer.html`, each where it is there.
  init(of corpus: CorpusFolder) throws(FileFailure) {
    func read(_ name: String) throws(FileFailure) -> [UInt8]? {
      let path = corpus.path(of: "theme/" + name)
      return status(of: path) == nil ? nil : try readFile(path).bytes
    }
    self.init(
      style: try read("custom.css"), head: try read("head.html") ?? [],
      footer: try read("footer.html") ?? [])
  }

  /// All of it, for telling one theme from another.
  var bytes: [UInt8] {
    (style.map { [1] + $0 } ?? [0]) + [0] + head + [0] + footer
  }
}
