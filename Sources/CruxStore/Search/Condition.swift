import CruxModel

/// A part of a WHERE clause with the values for its question marks.
struct Condition {
  var sql: String
  var values: [Value] = []
  /// Keys outside these do not pass; nil where any may.
  var keys: ClosedRange<Int64>?

  static let always = Condition(sql: "1")
  static let never = Condition(sql: "0")

  var isAlways: Bool { sql == "1" }
  var isNever: Bool { sql == "0" }

  static prefix func ! (condition: Condition) -> Condition {
    if condition.isAlways { return .never }
    if condition.isNever { return .always }
    // A comparison with NULL is neither true nor false, and not what is asked for.
    return Condition(sql: "NOT coalesce(\(condition.sql), 0)", values: condition.values)
  }

  static func && (left: Condition, right: Condition) -> Condition {
    if left.isNever || right.isNever { return .never }
    if left.isAlways { return right }
    if right.isAlways { return left }
    return Condition(
      sql: "\(left.sql) AND \(right.sql)", values: left.values + right.values,
      keys: left.keys ?? right.keys)
  }

  static func || (left: Condition, right: Condition) -> Condition {
    if left.isAlways || right.isAlways { return .always }
    if left.isNever { return right }
    if right.isNever { return left }
    return Condition(sql: "(\(left.sql) OR \(right.sql))", values: left.values + right.values)
  }

  /// The column holds one of the texts.
  static func column(_ name: String, in texts: [String]) -> Condition {
    guard !texts.isEmpty else { return .never }
    let marks = texts.map { _ in "?" }.joined(separator: ", ")
    return Condition(sql: "\(name) IN (\(marks))", values: texts.map(Value.text))
  }

  /// The column holds one of the numbers.
  static func column(_ name: String, in numbers: [Int64]) -> Condition {
    guard !numbers.isEmpty else { return .never }
    if numbers.count == 1 {
      return Condition(sql: "\(name) = ?", values: [.integer(numbers[0])])
    }
    return Condition(
      sql: "\(name) IN (SELECT value FROM json_each(?))", values: [.text(jsonArray(numbers))])
  }
}

/// `[1,2,3]`, for `json_each`.
func jsonArray(_ numbers: [Int64]) -> String {
  "[" + numbers.map(String.init).joined(separator: ",") + "]"
}

/// `["a","b"]`, for `json_each`.
func jsonArray(_ ids: [StatementID]) -> String {
  "[" + ids.map { "\"\(escaped($0.rawValue))\"" }.joined(separator: ",") + "]"
}

/// A temporary id begins with the path of its thread, which can hold anything.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
