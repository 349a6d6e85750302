import Assets
import Glibc
import Testing

@Suite struct AssetTests {
  @Test func `the program holds schema.sql and every file of site, byte for byte`() throws {
    let names = ["schema.sql"] + filesOfSite().map { "site/" + $0 }
    #expect(Asset.all.map(\.name) == names.sorted())
    for asset in Asset.all { #expect(asset.bytes == bytes(of: asset.name), "\(asset.name)") }
  }

  @Test func `a name that is no asset finds nothing`() {
    #expect(Asset.named("site/none.css") == nil)
    #expect(Asset.named("schema.sql")?.text.isEmpty == false)
  }

  private var root: String {
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  }

  /// Files directly in `site/`, and in folders of it, sorted.
  private func filesOfSite() -> [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      guard let stream = opendir(root + "/site/" + folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        if entry.pointee.d_type == DT_DIR {
          folders.append(folder + name + "/")
        } else {
          found.append(folder + name)
        }
      }
    }
    return found.sorted()
  }

  private func bytes(of name: String) -> [UInt8] {
    guard let file = fopen(root + "/" + name, "rb") else { return [] }
    defer { fclose(file) }
    var result: [UInt8] = []
    var byte = fgetc(file)
    while byte != EOF {
      result.append(UInt8(byte))
      byte = fgetc(file)
    }
    return result
  }
}
