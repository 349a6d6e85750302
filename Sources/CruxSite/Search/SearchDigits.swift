/// Numbers as printable characters that need no escape in a template literal of JavaScript.
///
/// Ninety characters: `!` to `}` without `$`, `\` and the backtick. The first 64 stand for
/// themselves; of the others the first 24 open two, the next one three and the last one five
/// characters:
///
///     0...63          one
///     64...2223       two
///     2224...10323    three
///     to 65,610,323   five
enum SearchDigits {
  private static let alphabet: [UInt8] = (0x21...0x7D).filter { byte in
    byte != UInt8(ascii: "$") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "`")
  }

  /// What each byte stands for; 90 for none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 90, count: 256)
    for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()

  /// 0 to 89; 90 for what is no digit.
  static func value(of byte: UInt8) -> Int {
    values.withUnsafeBufferPointer { Int($0[Int(byte)]) }
  }

  /// Takes the first number off the text; nil where there is none.
  static func takeFirst(of text: inout ArraySlice<UInt8>) -> Int? {
    guard let first = text.popFirst().map(value(of:)), first < 90 else { return nil }
    guard first >= 64 else { return first }
    let more = first < 88 ? 1 : first == 88 ? 2 : 4
    guard text.count >= more else { return nil }
    let number = text.prefix(more).reduce(0) { $0 * 90 + value(of: $1) }
    text = text.dropFirst(more)
    return number + (first < 88 ? 64 + (first - 64) * 90 : first == 88 ? 2224 : 10_324)
  }

  static func append(_ number: Int, to text: inout [UInt8]) {
    alphabet.withUnsafeBufferPointer { alphabet in
      switch number {
      case ..<64: text.append(alphabet[number])
      case ..<2224:
        text.append(alphabet[64 + (number - 64) / 90])
        text.append(alphabet[(number - 64) % 90])
      case ..<10_324:
        text.append(alphabet[88])
        text.append(alphabet[(number - 2224) / 90])
        text.append(alphabet[(number - 2224) % 90])
      default:
        text.append(alphabet[89])
        var power = 90 * 90 * 90
        let rest = min(number - 10_324, power * 90 - 1)
        while power > 0 {
          text.append(alphabet[rest / power % 90])
          power /= 90
        }
      }
    }
  }
}
