import CruxModel

extension FindingPrinting {
  /// One workflow command a finding:
  /// `::error file=a.md,line=1,col=2,title=unknown-target::message`.
  mutating func gitHub() -> String {
    var text = ""
    for finding in findings {
      let column = sources.characterColumn(of: finding.place, in: finding.path)
      let properties = [
        "file=\(escapedProperty(paths(finding.path)))", "line=\(finding.place.line)",
        "col=\(column)", "title=\(finding.rule)",
      ]
      text += "::\(command(finding.severity)) \(properties.joined(separator: ","))"
      text += "::\(escaped(finding.message))\n"
    }
    return text
  }

  private func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .question: "notice"
    }
  }
}

/// Percent-encodes what would end a workflow command.
private func escaped(_ text: String, also extra: Set<Unicode.Scalar> = []) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case "\r": result += "%0D"
    case "\n": result += "%0A"
    case ":" where extra.contains(scalar): result += "%3A"
    case "," where extra.contains(scalar): result += "%2C"
    default: appendVisible(scalar, to: &result)
    }
  }
  return result
}

private func escapedProperty(_ text: String) -> String { escaped(text, also: [":", ","]) }
