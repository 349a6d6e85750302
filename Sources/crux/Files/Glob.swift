/// A pattern of paths inside a corpus, as in `ignore:` of `crux.yml`.
///
/// `*` is any run of characters but `/`, `**` any run, `**/` any folders or none, `?` one character
/// but `/`. A pattern with a `/` before its end is tried against the whole path, any other against
/// the last part of the path; one that ends in `/` means folders only. A folder that matches is left
/// out with all it holds.
struct Glob: Equatable, Sendable {
  fileprivate enum Token: Equatable {
    case byte(UInt8)
    case anyByteOfName, anyName, anyFolders, anything
  }

  private let tokens: [Token]
  private let isAnchored: Bool
  private let isForFolders: Bool

  init(_ pattern: String) {
    var bytes = Array(pattern.utf8)[...]
    isForFolders = bytes.last == slash
    if isForFolders { bytes = bytes.dropLast() }
    isAnchored = bytes.contains(slash)
    if bytes.first == slash { bytes = bytes.dropFirst() }
    tokens = Self.tokens(of: bytes)
  }

  /// - Parameter path: relative to the corpus, without a trailing slash.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    guard isFolder || !isForFolders else { return false }
    let bytes = Array(path.utf8)
    let name = bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0
    var matcher = Matcher(tokens: tokens, path: bytes[(isAnchored ? 0 : name)...])
    return matcher.run()
  }

  private static func tokens(of bytes: ArraySlice<UInt8>) -> [Token] {
    var result: [Token] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "?"): result.append(.anyByteOfName)
      case UInt8(ascii: "*"): result.append(run(from: &rest))
      default: result.append(.byte(byte))
      }
    }
    return result
  }

  /// Which run a `*` opens, taking what belongs to it.
  private static func run(from rest: inout ArraySlice<UInt8>) -> Token {
    guard rest.first == UInt8(ascii: "*") else { return .anyName }
    rest = rest.drop { $0 == UInt8(ascii: "*") }
    guard rest.first == slash else { return .anything }
    rest = rest.dropFirst()
    return .anyFolders
  }
}

/// Matches by going back only to the last run of each kind, which is enough and bounds the steps by
/// pattern × path².
private struct Matcher {
  let tokens: [Glob.Token]
  let path: ArraySlice<UInt8>
  private var token = 0
  private var position: Int
  private var lastName: (token: Int, position: Int)?
  private var lastWide: (token: Int, position: Int)?

  init(tokens: [Glob.Token], path: ArraySlice<UInt8>) {
    self.tokens = tokens
    self.path = path
    position = path.startIndex
  }

  mutating func run() -> Bool {
    while position < path.endIndex || token < tokens.count {
      guard stepForward() || goBackInName() || goBackWide() else { return false }
    }
    return true
  }

  private mutating func stepForward() -> Bool {
    guard token < tokens.count else { return false }
    switch tokens[token] {
    case .anyName: lastName = (token, position)
    case .anyFolders, .anything:
      lastWide = (token, position)
      lastName = nil
    case .byte(let byte):
      guard position < path.endIndex, path[position] == byte else { return false }
      position += 1
    case .anyByteOfName:
      guard position < path.endIndex, path[position] != slash else { return false }
      position += 1
    }
    token += 1
    return true
  }

  /// Lets the last `*` take one byte more.
  private mutating func goBackInName() -> Bool {
    guard let run = lastName, run.position < path.endIndex, path[run.position] != slash else {
      return false
    }
    (token, position) = (run.token + 1, run.position + 1)
    lastName = (run.token, position)
    return true
  }

  /// Lets the last `**` take one byte more, or the last `**/` one folder.
  private mutating func goBackWide() -> Bool {
    guard let run = lastWide, run.position < path.endIndex else { return false }
    var next = run.position + 1
    if tokens[run.token] == .anyFolders {
      guard let end = path[run.position...].firstIndex(of: slash) else { return false }
      next = end + 1
    }
    (token, position) = (run.token + 1, next)
    lastWide = (run.token, next)
    lastName = nil
    return true
  }
}

private let slash = UInt8(ascii: "/")
