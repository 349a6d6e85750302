extension Terminal {
  /// Whether links can be clicked (OSC 8): by what terminals say of themselves in the environment,
  /// or `FORCE_HYPERLINK`.
  var hasLinks: Bool {
    if let force = environmentVariable("FORCE_HYPERLINK"), !force.isEmpty { return force != "0" }
    guard isInteractive, hasColour else { return false }
    if let version = environmentVariable("VTE_VERSION").flatMap(Int.init) { return version >= 5000 }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"]
    if let program = environmentVariable("TERM_PROGRAM"), programs.contains(program) { return true }
    let marks = [
      "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "ALACRITTY_WINDOW_ID",
    ]
    return marks.contains { environmentVariable($0) != nil }
  }

  /// `file://` address of a line of a file, for `Page.Run.link`.
  static func address(ofLine line: Int, in path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes = Array("file://".utf8)
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self) + "#L\(line)"
  }
}
