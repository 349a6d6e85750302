import CorpusChecking
import CruxModel

extension FindingPrinting {
  /// A log of one run, SARIF 2.1.0 (OASIS). Columns are Unicode code points, and questions are notes.
  mutating func sarif() -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.name("runs")
      writer.open("[")
      writer.item()
      writer.object { run(&$0) }
      writer.close("]")
    }
    return writer.text + "\n"
  }

  private mutating func run(_ writer: inout JSONWriter) {
    writer.name("tool")
    writer.object { writer in
      writer.name("driver")
      writer.object(driver)
    }
    writer.member("columnKind", "unicodeCodePoints")
    writer.name("results")
    writer.open("[")
    for finding in findings {
      writer.item()
      writer.object { result(finding, &$0) }
    }
    writer.close("]")
  }

  private func driver(_ writer: inout JSONWriter) {
    writer.member("name", "crux")
    writer.member("version", Crux.version)
    writer.name("rules")
    writer.open("[")
    for rule in Rules.all {
      writer.item()
      writer.object { writer in
        writer.member("id", rule.name)
        writer.name("defaultConfiguration")
        writer.object { $0.member("level", level(rule.severity)) }
      }
    }
    writer.close("]")
  }

  private mutating func result(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.member("ruleId", finding.rule)
    writer.member("level", level(finding.severity))
    writer.name("message")
    writer.object { $0.member("text", finding.message) }
    writer.name("locations")
    writer.open("[")
    writer.item()
    writer.object { location(finding.path, finding.place, message: nil, &$0) }
    writer.close("]")
    guard !finding.related.isEmpty else { return }
    writer.name("relatedLocations")
    writer.open("[")
    for related in finding.related {
      writer.item()
      writer.object { location(related.path, related.place, message: related.message, &$0) }
    }
    writer.close("]")
  }

  private mutating func location(
    _ path: String, _ place: Place, message: String?, _ writer: inout JSONWriter
  ) {
    let column = sources.characterColumn(of: place, in: path)
    writer.name("physicalLocation")
    writer.object { writer in
      writer.name("artifactLocation")
      writer.object { $0.member("uri", percentEncoded(paths(path))) }
      writer.name("region")
      writer.object { writer in
        writer.name("startLine")
        writer.literal(String(place.line))
        writer.name("startColumn")
        writer.literal(String(column))
      }
    }
    guard let message else { return }
    writer.name("message")
    writer.object { $0.member("text", message) }
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .question: "note"
    }
  }
}

/// A path as a relative URI (RFC 3986).
private func percentEncoded(_ path: String) -> String {
  var result = ""
  for byte in path.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      result += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }
  }
  return result
}

extension JSONWriter {
  fileprivate mutating func object(_ members: (inout JSONWriter) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  fileprivate mutating func member(_ name: String, _ value: String) {
    self.name(name)
    string(value)
  }
}
