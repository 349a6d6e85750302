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
