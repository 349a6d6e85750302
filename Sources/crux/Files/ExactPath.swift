/// A path that equals only what has the same bytes, as file systems have it: Swift finds a name equal to
/// itself with its accents composed in another way.
struct ExactPath: Hashable {
  let path: String

  init(_ path: String) { self.path = path }

  static func == (left: Self, right: Self) -> Bool {
    left.path.utf8.elementsEqual(right.path.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var path = path
    path.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
