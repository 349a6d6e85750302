import CruxModel

/// The stretches of a thread's text that quotes repeat, to be lit where they stand.
struct QuotedPassages {
  private struct Passage {
    var text: ByteRange
    /// Index of the quote.
    var quote: Int
  }

  /// Merged, in order.
  private var spans: [ByteRange] = []
  /// In order of where they begin.
  private var starts: [Passage] = []
  private var nextStart = 0

  init(of thread: DiscussionThread) {
    for (index, quote) in thread.quotes.enumerated() {
      guard let passage = quote.passages.first, !passage.text.isEmpty else { continue }
      starts.append(Passage(text: passage.text, quote: index))
    }
    starts.sort { ($0.text.lower, $0.quote) < ($1.text.lower, $1.quote) }
    for passage in starts {
      if let last = spans.last, passage.text.lower <= last.upper {
        spans[spans.count - 1].upper = max(last.upper, passage.text.upper)
      } else {
        spans.append(passage.text)
      }
    }
  }

  /// The id of the element that stands before the words the quote repeats.
  static func elementID(ofQuote index: Int) -> String { "quoted.\(index + 1)" }

  /// Texts must come in the order of the thread. Appends the text, its quoted stretches marked and preceded by what quotes can point at.
  mutating func append(_ range: ByteRange, of body: ThreadBody, to html: inout HTML) {
    var position = range.lower
    for span in overlapping(range) {
      let (lower, upper) = (max(span.lower, range.lower), min(span.upper, range.upper))
      html.append(utf8: body.text[Int(position)..<Int(lower)])
      appendTargets(before: upper, to: &html)
      html += "<span class=\"quoted\">"
      html.append(utf8: body.text[Int(lower)..<Int(upper)])
      html += "</span>"
      position = upper
    }
    html.append(utf8: body.text[Int(position)..<Int(range.upper)])
  }

  /// Whether a passage goes on over the offset.
  func holds(_ offset: UInt32) -> Bool {
    !overlapping(ByteRange(Int(offset), Int(offset) + 1)).isEmpty
  }

  private func overlapping(_ range: ByteRange) -> ArraySlice<ByteRange> {
    let first = partition(spans) { $0.upper > range.lower }
    let end = partition(spans) { $0.lower >= range.upper }
    return first < end ? spans[first..<end] : []
  }

  /// Appends what points at passages that begin before the offset, those that begin in something
  /// that is not shown included.
  mutating func appendTargets(before offset: UInt32, to html: inout HTML) {
    while nextStart < starts.count, starts[nextStart].text.lower < offset {
      html += "<span id=\"\(Self.elementID(ofQuote: starts[nextStart].quote))\"></span>"
      nextStart += 1
    }
  }

  /// The first index of a sorted list from which on the condition holds.
  private func partition<Element>(
    _ list: [Element], where holds: (Element) -> Bool
  ) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(list[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
