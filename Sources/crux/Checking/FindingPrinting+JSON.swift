import CorpusChecking
import CruxModel

extension FindingPrinting {
  /// An array of `{path, line, column, length, severity, rule, message, related}`; columns and
  /// lengths are bytes, `related` holds `{path, line, column, message}`.
  func json() -> String {
    var writer = JSONWriter()
    writer.open("[")
    for finding in findings {
      writer.item()
      writer.open("{")
      write(finding.path, finding.place, to: &writer)
      writer.name("length")
      writer.literal(String(finding.length))
      write(
        [
          ("severity", finding.severity.rawValue), ("rule", finding.rule),
          ("message", finding.message),
        ], to: &writer)
      writer.name("related")
      write(finding.related, to: &writer)
      writer.close("}")
    }
    writer.close("]")
    return writer.text + "\n"
  }

  private func write(_ related: [Finding.Related], to writer: inout JSONWriter) {
    writer.open("[")
    for related in related {
      writer.item()
      writer.open("{")
      write(related.path, related.place, to: &writer)
      write([("message", related.message)], to: &writer)
      writer.close("}")
    }
    writer.close("]")
  }

  private func write(_ path: String, _ place: Place, to writer: inout JSONWriter) {
    write([("path", paths(path))], to: &writer)
    for (name, number) in [("line", place.line), ("column", place.column)] {
      writer.name(name)
      writer.literal(String(number))
    }
  }

  private func write(_ members: [(name: String, value: String)], to writer: inout JSONWriter) {
    for member in members {
      writer.name(member.name)
      writer.string(member.value)
    }
  }
}
