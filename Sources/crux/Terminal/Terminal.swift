import Glibc

/// What is known of the place where output goes, from the terminal and the environment.
struct Terminal: Equatable, Sendable {
  /// Whether somebody is looking, rather than a pipe or a file.
  var isInteractive: Bool
  var hasColour: Bool
  /// In columns; 80 where nothing says.
  var width: Int

  init(isInteractive: Bool = false, hasColour: Bool = false, width: Int = 80) {
    self.isInteractive = isInteractive
    self.hasColour = hasColour
    self.width = width
  }

  /// Looks at a file descriptor, and at `NO_COLOR`, `CLICOLOR_FORCE`, `TERM` and `COLUMNS`.
  init(descriptor: Int32) {
    isInteractive = isatty(descriptor) == 1
    hasColour = Self.wantsColour(
      isInteractive: isInteractive, environment: environmentVariable)
    width = Self.columns(of: descriptor) ?? environmentVariable("COLUMNS").flatMap(Int.init) ?? 80
    if width < 20 { width = 80 }
  }

  /// `NO_COLOR` (no-color.org) wins over `CLICOLOR_FORCE` (bixense.com/clicolors), and that over
  /// whether it is a terminal; a variable that is empty counts as absent.
  static func wantsColour(
    isInteractive: Bool, environment: (String) -> String?
  ) -> Bool {
    if let value = environment("NO_COLOR"), !value.isEmpty { return false }
    if let value = environment("CLICOLOR_FORCE"), !value.isEmpty, value != "0" { return true }
    return isInteractive && environment("TERM") != "dumb"
  }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
