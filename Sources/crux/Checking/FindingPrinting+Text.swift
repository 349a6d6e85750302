import CruxModel

extension FindingPrinting {
  mutating func plainText() -> String {
    var text = ""
    for finding in findings { text += plainText(of: finding) }
    return text
  }

  private mutating func plainText(of finding: Finding) -> String {
    let place = "\(visible(paths(finding.path))):\(finding.place)"
    let severity = terminal.styled(finding.severity.rawValue, finding.severity.style)
    let rule = terminal.styled("[\(finding.rule)]", .faint)
    var text =
      "\(terminal.styled(place, .bold)): \(severity): \(visible(finding.message)) \(rule)\n"
    text += excerpt(of: finding)
    for related in finding.related {
      text += "  \(visible(paths(related.path))):\(related.place): \(visible(related.message))\n"
    }
    return text
  }

  private mutating func excerpt(of finding: Finding) -> String {
    let number = String(finding.place.line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    let width = (terminal.isInteractive ? terminal.width : 100) - number.utf8.count - 4
    guard
      let excerpt = SourceExcerpt(
        sources.bytes(of: finding.path), offset: finding.place.offset,
        column: finding.place.column, length: finding.length, width: width),
      !excerpt.line.isEmpty
    else { return "" }
    let bar = terminal.styled("|", .faint)
    let marker = terminal.styled(excerpt.marker, finding.severity.style)
    return
      " \(terminal.styled(number, .faint)) \(bar) \(excerpt.line)\n \(gutter) \(bar) \(marker)\n"
  }
}

extension Severity {
  fileprivate var style: Style {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .question: .blue
    }
  }
}
