extension JSONWriter {
  mutating func member(_ name: String, _ text: String?) {
    self.name(name)
    string(text)
  }

  mutating func member(_ name: String, _ number: Double?) {
    self.name(name)
    if let number { self.number(number) } else { literal(nil) }
  }

  mutating func member(_ name: String, _ number: Int) {
    self.name(name)
    literal(String(number))
  }

  mutating func member(_ name: String, _ flag: Bool) {
    self.name(name)
    literal(flag ? "true" : "false")
  }

  mutating func member(_ name: String, _ texts: [String]) {
    self.name(name)
    strings(texts)
  }

  mutating func strings(_ texts: [String]) { array(texts) { $0.string($1) } }

  mutating func array<Item>(_ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
    open("[")
    for item in items {
      self.item()
      write(&self, item)
    }
    close("]")
  }

  /// A number rounded to a millionth.
  mutating func number(_ number: Double) {
    let rounded = (number * 1e6).rounded() / 1e6
    literal(rounded.isFinite ? "\(rounded == 0 ? 0 : rounded)" : nil)
  }
}
