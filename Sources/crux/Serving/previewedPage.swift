/// A page as a preview shows it: with the script that waits for news, and allowed to ask for them.
func previewed(_ page: [UInt8], version: Int) -> [UInt8] {
  let head = """
    <link rel="stylesheet" href="/.crux/preview.css">
    <script src="/.crux/preview.js" data-version="\(version)" defer></script>
    </head>
    """
  // As the policy stands in an attribute.
  let policy = "default-src &#39;none&#39;"
  return page.replacingFirst("</head>", with: head)
    .replacingFirst(policy, with: policy + "; connect-src &#39;self&#39;")
}

/// The page for addresses that lead nowhere, with links that hold at any depth: a host puts it in the
/// place of the page that is missing.
///
/// - Parameter publishedAt: what its links begin with, where the settings say it; else they are
///   relative.
func atAnyDepth(_ page: [UInt8], publishedAt base: String?) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(page.count + 200)
  let starts = ["href=\"", "src=\""].map { Array($0.utf8) }
  let base = Array((base.map { $0 + "/" } ?? "").utf8)
  var rest = page[...]
  while let byte = rest.first {
    guard let start = starts.first(where: { rest.starts(with: $0) }) else {
      result.append(byte)
      rest = rest.dropFirst()
      continue
    }
    result += start
    rest = rest.dropFirst(start.count)
    if !base.isEmpty, rest.starts(with: base) {
      rest = rest.dropFirst(base.count)
      result.append(UInt8(ascii: "/"))
    } else if isRelativePath(rest) {
      result.append(UInt8(ascii: "/"))
    }
  }
  return result
}

/// Whether an attribute begins with a path that is neither absolute nor a fragment.
private func isRelativePath(_ rest: ArraySlice<UInt8>) -> Bool {
  let value = rest.prefix { $0 != UInt8(ascii: "\"") }
  guard let first = value.first else { return false }
  return first != UInt8(ascii: "/") && first != UInt8(ascii: "#")
    && !value.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
}

extension [UInt8] {
  fileprivate func replacingFirst(_ old: String, with new: String) -> [UInt8] {
    let old = Array(old.utf8)
    var start = startIndex
    while start + old.count <= endIndex {
      if self[start] == old[0], self[start...].starts(with: old) {
        return Array(self[..<start]) + new.utf8 + self[(start + old.count)...]
      }
      start += 1
    }
    return self
  }
}
