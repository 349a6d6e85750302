import Foundation

/// Case files of the specification, which are not part of the project: beside it, or where
/// `CRUXBOOK_SHARED` says. Tests on them are skipped, and counted as skipped, where they are not.
enum SharedCases {
  static let folder: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../shared").standardizedFileURL
    let given = ProcessInfo.processInfo.environment["CRUXBOOK_SHARED"].map { URL(filePath: $0) }
    let folder = (given ?? root).appending(path: "data/reasoning")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static var arePresent: Bool { folder != nil }

  static func cases(in file: String) throws -> [Fields] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appending(path: file))
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    return (root["cases"] as? [[String: Any]] ?? []).map(Fields.init)
  }
}

/// A JSON object, read by key.
struct Fields {
  let object: [String: Any]

  func string(_ key: String) -> String? { object[key] as? String }
  func number(_ key: String) -> Double? { (object[key] as? NSNumber)?.doubleValue }
  func flag(_ key: String) -> Bool? { (object[key] as? NSNumber)?.boolValue }
  func strings(_ key: String) -> [String] { object[key] as? [String] ?? [] }
  func stringLists(_ key: String) -> [[String]] { object[key] as? [[String]] ?? [] }
  func numbers(_ key: String) -> [String: Double] {
    (object[key] as? [String: NSNumber] ?? [:]).mapValues(\.doubleValue)
  }
  func texts(_ key: String) -> [String: String] { object[key] as? [String: String] ?? [:] }
  func fields(_ key: String) -> Fields? { (object[key] as? [String: Any]).map(Fields.init) }
  func list(_ key: String) -> [Fields] {
    (object[key] as? [[String: Any]] ?? []).map(Fields.init)
  }
  var id: String { string("id") ?? "?" }
}
