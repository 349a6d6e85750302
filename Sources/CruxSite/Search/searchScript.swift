import Assets

/// The script of the search box: its four files, each building on those before it, in one.
var searchScript: [UInt8] {
  ["words", "index", "rank", "box"].flatMap { part in
    withoutComments(Asset.named("site/search-\(part).js")?.bytes ?? [])
  }
}

/// A script without indentation and the lines that are comments, so that readers load less: those that
/// begin with `//`, `/**` or `*`, as nothing else in `site/` does; no text in it goes over several lines.
func withoutComments(_ script: [UInt8]) -> [UInt8] {
  let lines = script.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let kept = lines.map { $0.drop { $0 == 0x20 } }.filter { text in
    !text.starts(with: "//".utf8) && !text.starts(with: "/**".utf8)
      && text.first != UInt8(ascii: "*")
  }
  return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
}
