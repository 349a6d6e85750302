import CruxModel

/// Claims as nested lists of headers in our format, each under what it bears on.
///
/// ```markdown
/// - **Claim** `scaling-1`: Jumps are coming.
///   - **Because** `scaling-1-1`: They came before.
///     - **Rebuttal** `scaling-1-1-1`: In the metric only.
///   - **Because** `scaling-1-1-1`
/// ```
///
/// Deeper than 30 levels the target is written out, at the depth of 30.
///
/// - Parameter claims: A parent before what stands under it.
/// - Parameter prefix: What all ids begin with; the thread's own.
package func claimList(_ claims: [ImportedClaim], prefix: String) -> String {
  var depths: [String: Int] = [:]
  var lines: [String] = []
  for claim in claims {
    let depth = claim.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
    depths[claim.id] = depth
    let id = { (own: String) in "`" + KebabCase.make(from: prefix + "-" + own) + "`" }
    var line = String(repeating: "  ", count: min(depth, 30))
    line += "- **\(claim.label)** \(id(claim.target ?? claim.id))"
    if depth > 30, let parent = claim.parent { line += " to " + id(parent) }
    if let text = claim.text { line += ": " + text }
    lines.append(line)
  }
  return lines.joined(separator: "\n")
}
