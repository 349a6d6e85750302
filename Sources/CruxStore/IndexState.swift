import Glibc

/// What stands at the path of an index.
package enum IndexState: Equatable, Sendable {
  case missing
  /// Ours and of this version, as far as its first page tells.
  case current
  case older(Int)
  case newer(Int)
  /// An SQLite file without our mark: never touched.
  case foreign
  /// No SQLite file, or cut off.
  case corrupt

  /// Looks at the first 100 bytes (SQLite file format §1.3).
  package init(ofFile path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      self = errno == ENOENT ? .missing : .corrupt
      return
    }
    defer { close(file) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = read(file, &header, header.count)
    self = IndexState(header: header.prefix(max(0, count)))
  }

  private init(header: ArraySlice<UInt8>) {
    guard header.count == 100, header.starts(with: "SQLite format 3\0".utf8) else {
      self = .corrupt
      return
    }
    guard IndexState.number(header, at: 68) == Store.applicationID else {
      self = .foreign
      return
    }
    let version = IndexState.number(header, at: 60)
    if version == Store.version {
      self = .current
    } else {
      self = version > Store.version ? .newer(Int(version)) : .older(Int(version))
    }
  }

  private static func number(_ header: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Throws what keeps the file from being opened.
  func check(path: String) throws(StoreError) {
    switch self {
    case .current: return
    case .missing: throw StoreError(.cannotOpen, path: path, message: "there is no such file")
    case .older(let version): throw StoreError(.older(version), path: path)
    case .newer(let version): throw StoreError(.newer(version), path: path)
    case .foreign: throw StoreError(.foreign, path: path)
    case .corrupt: throw StoreError(.corrupt, path: path)
    }
  }
}
