import ArgumentParser

/// The candidates as the shell that asks must be given them, each once.
///
/// Bash expands what it is offered, commands and variables too, and zsh reads a description behind a
/// colon: whatever means something to them is escaped, because ids and names are other people's
/// words. What holds a control character is left out.
func offered(_ candidates: [String], to shell: CompletionShell? = .requesting) -> [String] {
  var seen: Set<String> = []
  return candidates.filter { candidate in
    candidate.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      && seen.insert(candidate).inserted
  }.map { escaped($0, for: shell) }
}

private func escaped(_ text: String, for shell: CompletionShell?) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    let needsEscape =
      switch shell {
      case .some(.bash): scalar.isASCII && !isPlainInBash(scalar)
      case .some(.zsh): scalar == ":" || scalar == "\\"
      default: false
      }
    if needsEscape { result += "\\" }
    result.unicodeScalars.append(scalar)
  }
  return result
}

private func isPlainInBash(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    || "_-./".unicodeScalars.contains(scalar)
}

/// A word of the command line as it stands there, as the shell will read it: without quotation marks
/// and backslashes.
func withoutQuoting(_ word: String) -> String {
  var result = ""
  var quote: Character?
  var isEscaped = false
  for character in word {
    if isEscaped || (quote == "'" && character != "'") {
      result.append(character)
      isEscaped = false
    } else if character == "\\" {
      isEscaped = true
    } else if character == quote {
      quote = nil
    } else if quote == nil, character == "'" || character == "\"" {
      quote = character
    } else {
      result.append(character)
    }
  }
  return result
}
