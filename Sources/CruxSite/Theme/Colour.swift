import CruxModel
import Glibc

/// A colour of sRGB.
struct Colour: Equatable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb` or `#rgb`; nil for anything else.
  init?(_ text: String) {
    guard let digits = hexadecimalDigits(ofColour: text) else { return nil }
    let wide = digits.count == 3 ? digits.flatMap { [$0, $0] } : digits
    self.init(
      red: wide[0] << 4 | wide[1], green: wide[2] << 4 | wide[3], blue: wide[4] << 4 | wide[5])
  }

  /// `#rrggbb`.
  var text: String {
    let digits = [red, green, blue].flatMap { [$0 >> 4, $0 & 15] }
    return "#" + digits.map { String($0, radix: 16) }.joined()
  }

  /// The colour, or the nearest to it towards black or white, that can be read as text on the other:
  /// a contrast of 4.5 (WCAG 2.2, success criterion 1.4.3).
  func legible(on paper: Colour) -> Colour {
    let end: UInt8 = paper.luminance > 0.18 ? 0 : 255
    for share in 0...20 {
      let mixed = mixed(with: end, share: Double(share) / 20)
      if mixed.contrast(with: paper) >= 4.5 { return mixed }
    }
    return Colour(red: end, green: end, blue: end)
  }

  /// From 1 for equal colours to 21 for black on white (WCAG 2.2, "contrast ratio").
  func contrast(with other: Colour) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// WCAG 2.2, "relative luminance".
  private var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  private func mixed(with end: UInt8, share: Double) -> Colour {
    func mix(_ part: UInt8) -> UInt8 {
      UInt8(clamping: Int((Double(part) * (1 - share) + Double(end) * share).rounded()))
    }
    return Colour(red: mix(red), green: mix(green), blue: mix(blue))
  }
}
