import CruxModel

/// Who changed their mind: about what, from what to what, and because of what; the latest first, on as
/// many pages as it takes.
package func changesPages(outline: CorpusOutline) -> [SitePage] {
  let length = 300
  let changes = outline.changesOfMind
  let count = max(1, (changes.count + length - 1) / length)
  return (0..<count).map { number in
    let page = PageAddress.changes.numbered(number + 1)
    let writer = PageWriter(outline: outline, page: page)
    var html: HTML = "<h1>Changes of mind</h1>\n"
    if changes.isEmpty {
      html += """
        <p>Nobody is recorded to have changed their mind: no thread holds two views of one person on
        the same statement that differ.</p>

        """
    } else {
      let part = changes[number * length..<min(changes.count, (number + 1) * length)]
      html +=
        "<ul class=\"changes\">\n\(part.map { writer.change($0, namesPerson: true) }.joined())</ul>\n"
    }
    html += pageNumbers(of: .changes, current: number + 1, count: count, writer: writer)
    let shell = PageShell(
      outline: outline, address: page, title: "Changes of mind", section: .people)
    return SitePage(address: page, bytes: shell.page(html))
  }
}

extension CorpusOutline {
  /// The latest first; those without a date in order of person and statement.
  var changesOfMind: [StanceHistory] {
    histories.filter(\.isChangeOfMind).sorted { left, right in
      let moments = (left.entries.last?.recorded.moment, right.entries.last?.recorded.moment)
      let dates = (moments.0?.date?.seconds ?? .min, moments.1?.date?.seconds ?? .min)
      return dates.0 == dates.1 ? left.key < right.key : dates.0 > dates.1
    }
  }
}

extension PageWriter {
  /// One change of mind: each view written of the statement, with its place and what it came of.
  func change(_ history: StanceHistory, namesPerson: Bool) -> HTML {
    let written = history.entries.filter { !$0.recorded.stance.isImplied }
    let steps = written.enumerated().map { index, entry in view(entry, isFirst: index == 0) }
    let who: HTML = namesPerson ? "\(person(history.key.person)) on " : ""
    return """
      <li><p>\(who)\(words(of: history.key.statement))</p>
      <ol class="views">
      \(steps.joined())</ol></li>

      """
  }

  private func view(_ entry: StanceHistory.Entry, isFirst: Bool) -> HTML {
    let stance = entry.recorded.stance
    let place = outline.address(ofPost: stance.post, in: entry.recorded.moment.thread)
    var html: HTML = """
      <li><span class="side">\(isFirst ? "from" : "to")</span> \
      <a class="where" href="\(reference(to: place))">\(stance.words)</a>
      """
    if let date = entry.recorded.moment.date, !date.text.isEmpty {
      html += " <time class=\"meta\" datetime=\"\(date.text)\">\(date.day)</time>"
    }
    if !stance.causes.isEmpty {
      let causes = stance.causes.map { words(of: $0, limit: 120) }
      html += " <span class=\"because\">because of \(causes.joined(separator: ", "))</span>"
    } else if !isFirst {
      html += " <span class=\"meta\">· what changed it is not recorded</span>"
    }
    html += "</li>\n"
    return html
  }
}
