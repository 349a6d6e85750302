import CAssets

/// A file that is part of the program: `schema.sql` or one of `site/`.
package struct Asset: Sendable {
  /// Its path in the repository, `site/style.css`.
  package let name: String
  package let bytes: [UInt8]

  /// The file's text; assets are UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Asset {
  /// All files, in the order of the embedded list.
  package static var all: [Asset] { entries.map(Asset.init) }

  /// The file of that name; nil where the program holds none.
  package static func named(_ name: String) -> Asset? {
    entries.first { String(cString: $0.name) == name }.map(Asset.init)
  }

  private static var entries: UnsafeBufferPointer<crux_asset> {
    UnsafeBufferPointer(start: crux_asset_list(), count: crux_asset_count())
  }

  private init(_ entry: crux_asset) {
    name = String(cString: entry.name)
    bytes = Array(UnsafeBufferPointer(start: entry.bytes, count: entry.count))
  }
}
