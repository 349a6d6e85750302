import CruxModel

/// The scheme of a link that marks words as a statement: `rebuttal:spec-does-not-slow`.
struct MarkScheme {
  let label: Label
  /// What stands after the colon; may be empty.
  let id: String

  private static let schemes: [(bytes: [UInt8], label: Label)] =
    Label.allCases.compactMap { label in
      label.scheme.map { (Array($0.utf8) + [ASCII.colon], label) }
    }

  init?(of address: some Collection<UInt8>) {
    guard let scheme = Self.schemes.first(where: { address.starts(with: $0.bytes) }) else {
      return nil
    }
    label = scheme.label
    id = String(decoding: address.dropFirst(scheme.bytes.count), as: UTF8.self)
  }
}
