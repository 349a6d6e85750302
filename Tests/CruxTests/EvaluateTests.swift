import CruxModel
@testable import Interchange
import Reasoning
import Testing

@testable import crux

struct EvaluateTests {
  @Test(arguments: [
    (#"{"claims": [{"id": "T", "base": 1.5}]}"#, "claims[0].base"),
    (#"{"claims": [{"id": "T", "base": -0.1}]}"#, "claims[0].base"),
    (#"{"claims": [{"id": "T", "base": 1e999}]}"#, "claims[0].base"),
    (#"{"claims": [{"id": "T", "base": "0.5"}]}"#, "claims[0].base"),
    (#"{"claims": [{"id": "T"}, {"id": "T"}]}"#, "claims[1].base"),
    (
      #"{"claims": [{"id": "T"}], "links": [{"kind": "support", "premises": ["x"], "target": "T"}]}"#,
      "links[0].premises[0]"
    ),
    (
      #"{"claims": [{"id": "T"}], "links": [{"kind": "support", "premises": ["T"], "target": "T"}]}"#,
      "links[0]"
    ),
    (
      #"{"claims": [{"id": "T"}, {"id": "a"}], "links": [{"kind": "attack", "premises": ["a"], "target": "T", "weight": 2}]}"#,
      "links[0].weight"
    ),
    (
      #"{"claims": [{"id": "T"}, {"id": "a"}], "links": [{"kind": "blame", "premises": ["a"], "target": "T"}]}"#,
      "links[0].kind"
    ),
    (
      #"{"claims": [{"id": "T"}, {"id": "a"}], "links": [{"kind": "undercut", "premises": ["a"], "target": "T"}]}"#,
      "links[0].target"
    ),
    (#"{"claims": [{"id": "T"}], "stances": {"Ana": {"T": 2}}}"#, "stances.Ana.T"),
    (#"{"claims": [{"id": "T"}], "stances": {"Ana": {"x": 0.5}}}"#, "stances.Ana.x"),
    (#"{"claims": [{"id": "T"}], "thesis": "U"}"#, "thesis"),
    (
      #"{"cases": [{"claims": [{"id": "T"}]}, {"claims": [{"id": "T", "base": 2}]}]}"#,
      "cases[1].claims[0].base"
    ),
  ])
  func `what cannot be computed with is named with its place`(text: String, path: String) throws {
    let document = try parseJSON(Array(text.utf8))
    let problems = readMapCases(document.root).compactMap { result in
      if case .failure(let problem) = result { problem } else { nil }
    }
    #expect(problems.map(\.path) == [path])
    #expect(problems.allSatisfy { $0.offset != nil && !$0.message.isEmpty })
  }

  @Test func `NaN is not JSON, and the place is said`() {
    #expect(throws: JSONProblem(offset: 8, reason: .unexpected("NaN}"))) {
      try parseJSON(Array(#"{"base":NaN}"#.utf8))
    }
  }

  @Test func `a map without a thesis gives strengths and standing`() throws {
    let text = #"{"arguments": ["a", "b"], "attacks": [["a", "b"]]}"#
    #expect(
      try evaluated(text).contains(
        """
          "standing": {
            "a": "in",
            "b": "out",
            "a>b": "in"
          }
        """))
  }

  @Test func `a thesis gives cruxes, flip sets and refusals`() throws {
    let text = """
      {"thesis": "T", "claims": [{"id": "T"}, {"id": "c"}],
       "links": [{"id": "n", "kind": "needs", "premises": ["c"], "target": "T"}],
       "stances": {"Ana": {"c": 0.9}, "Ben": {"T": 0.2}}}
      """
    let output = try evaluated(text)
    #expect(output.contains(#""verdict": "open""#))
    #expect(output.contains(#""refused": "Ben: no recorded view on anything behind the thesis""#))
    #expect(output.contains(#""flip_possible_bound": true"#))
  }

  @Test func `one wrong map does not keep the others from being computed`() throws {
    let text = #"[{"claims": [{"id": "T", "base": 2}]}, {"claims": [{"id": "T"}]}]"#
    let results = readMapCases(try parseJSON(Array(text.utf8)).root)
    #expect(results.count == 2)
    #expect(throws: Never.self) { try results[1].get() }
  }

  private func evaluated(_ text: String) throws -> String {
    var writer = try EvaluationWriter(readMapCases(try parseJSON(Array(text.utf8)).root)[0].get())
    var json = JSONWriter()
    writer.write(to: &json)
    _ = try parseJSON(Array(json.text.utf8))
    return json.text
  }
}

struct JSONTests {
  @Test func `values are read flat and in order`() throws {
    let root = try parseJSON(Array(#" {"a": [1, -2.5e1, {"b": null}], "c": "x", "a": true} "#.utf8))
      .root
    #expect(root.children.map(\.name) == ["a", "c", "a"])
    #expect(root.children[0].children.map(\.number) == [1, -25, nil])
    #expect(root.children[0].children[2]["b"]?.kind == .null)
    #expect(root["a"]?.flag == true)
    #expect(root["c"]?.string == "x")
  }

  @Test func `escapes and surrogate pairs are read`() throws {
    let root = try parseJSON(Array(#""\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00""#.utf8)).root
    #expect(root.string == "\"\\/\u{8}\u{c}\n\r\té\u{e9}😀")
  }

  @Test(arguments: [
    "", "[", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "+1", "nul", "\"\n\"", "\"\\x\"",
    "\"\\ud80\"", "[1] 2", "[1 2]", "{,}", "'a'", "Infinity", "-", "1e", "\"open",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONProblem.self) { try parseJSON(Array(text.utf8)) }
  }

  @Test func `a million brackets are no deeper than one`() throws {
    let count = 1_000_000
    let bytes =
      [UInt8](repeating: UInt8(ascii: "["), count: count)
      + [UInt8](repeating: UInt8(ascii: "]"), count: count)
    #expect(try parseJSON(bytes).nodes.count == count)
  }
}
