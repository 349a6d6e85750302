import CruxModel

/// What is claimed: statements, links, stances, quotes, references and findings.
extension ThreadWriter {
  func writeStatements(_ rows: ThreadRows) throws(StoreError) {
    for (position, statement) in rows.thread.statements.enumerated() {
      try writeStatement(statement, at: position, rows)
      for former in statement.formerIDs {
        try writeFormer(former.rawValue, of: statement.id.rawValue, kind: "statement", rows)
      }
      try writePoles(of: statement, rows)
    }
  }

  private func writeStatement(_ statement: Statement, at position: Int, _ rows: ThreadRows)
    throws(StoreError)
  {
    let words = rows.prepared.statements[position]
    let key = Value.integer(rows.first.statement + Int64(position))
    let name = Value.optional(nameOfPole(statement))
    let values: [Value] = [
      key, rows.key, .integer(position), .text(statement.id.rawValue),
      .text(statement.kind.rawValue), .optional(statement.label?.rawValue),
      .text(statement.form.rawValue), .optional(statement.holder?.rawValue),
      .optional(statement.annotator?.rawValue), rows.position(ofPost: statement.post),
      .optional(rows.date(ofPost: statement.post)?.seconds),
    ]
    let text: [Value] = [
      .utf8(words.text), name, .utf8(words.detail), .optional(statement.crux?.rawValue),
      .flag(statement.hasRivalPoles), .integer(Int64(bitPattern: statement.fingerprint)),
    ]
    try connection.insert(
      """
      INSERT INTO statements VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
      """, values + rows.place(statement.place) + text)
    try connection.insert(
      "INSERT INTO statements_text (rowid, text, name) VALUES (?1, ?2, ?3)", [key, text[0], name])
  }

  private func nameOfPole(_ statement: Statement) -> String? {
    guard let name = statement.poleName else { return nil }
    return statement.nickname.map { "\(name) (\($0))" } ?? name
  }

  private func writePoles(of crux: Statement, _ rows: ThreadRows) throws(StoreError) {
    for (position, pole) in crux.poles.enumerated() {
      let item = rows.thread.statements.first { $0.id == pole && $0.form == .pole }
      try connection.insert(
        "INSERT OR IGNORE INTO poles VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        [
          rows.key, .text(crux.id.rawValue), .integer(position), .text(pole.rawValue),
          .optional(item?.poleName), .optional(item?.nickname),
        ])
    }
  }

  func writeLinks(_ rows: ThreadRows) throws(StoreError) {
    for (position, link) in rows.thread.links.enumerated() {
      let key = Value.integer(rows.first.link + Int64(position))
      let target = TargetColumns(link.target)
      let values: [Value] = [
        key, rows.key, .integer(position), .text(link.kind.rawValue), .text(target.kind),
        .optional(target.statement?.rawValue), .optional(target.from?.rawValue),
        target.link.map { .integer($0) } ?? .null, .optional(link.recorder?.rawValue),
        rows.position(ofPost: link.post),
      ]
      try connection.insert(
        "INSERT INTO links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        values + rows.place(link.place))
      for (index, premise) in link.premises.enumerated() {
        try connection.insert(
          "INSERT INTO link_premises VALUES (?1, ?2, ?3)",
          [key, .integer(index), .text(premise.rawValue)])
      }
    }
  }

  func writeStances(_ rows: ThreadRows) throws(StoreError) {
    for (position, stance) in rows.thread.stances.enumerated() {
      let key = Value.integer(rows.first.stance + Int64(position))
      let values: [Value] = [
        key, rows.key, .integer(position), .text(stance.person.rawValue),
        .text(stance.statement.rawValue), .text(stance.attitude.rawValue),
        .real(stance.credence.value), .optional(stance.credence.words), .flag(stance.isFormer),
        rows.position(ofPost: stance.post), .optional(rows.date(ofPost: stance.post)?.text),
        .optional(rows.date(ofPost: stance.post)?.seconds),
      ]
      try connection.insert(
        """
        INSERT INTO stances VALUES (
          ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """, values + rows.place(stance.place))
      for (index, cause) in stance.causes.enumerated() {
        try connection.insert(
          "INSERT INTO stance_causes VALUES (?1, ?2, ?3)",
          [key, .integer(index), .text(cause.rawValue)])
      }
    }
  }

  func writeQuotes(_ rows: ThreadRows) throws(StoreError) {
    for (position, quote) in rows.thread.quotes.enumerated() {
      let key = Value.integer(rows.first.quote + Int64(position))
      let values: [Value] = [
        key, rows.key, .integer(position), rows.position(ofPost: quote.post),
        .text(quote.status.rawValue), .utf8(rows.prepared.quotes[position]),
      ]
      try connection.insert(
        "INSERT INTO quotes VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        values + rows.place(quote.place))
      for (index, passage) in quote.passages.enumerated() {
        try connection.insert(
          "INSERT INTO quote_passages VALUES (?1, ?2, ?3, ?4, ?5)",
          [
            key, .integer(index), rows.position(ofPost: passage.post),
            .integer(Int64(passage.text.lower)), .integer(Int64(passage.text.upper)),
          ])
      }
    }
  }

  func writeReferencesAndFindings(_ rows: ThreadRows) throws(StoreError) {
    for (position, reference) in rows.thread.references.enumerated() {
      try connection.insert(
        "INSERT INTO thread_references VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        [
          rows.key, .integer(position), .text(reference.target),
          .text(rows.prepared.references[position]),
          rows.position(ofPost: reference.post),
        ] + rows.place(reference.place))
    }
    for (position, finding) in rows.prepared.findings.enumerated() {
      try connection.insert(
        "INSERT INTO findings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        [
          rows.key, .integer(position), .text(finding.rule), .text(finding.severity.rawValue),
          .text(finding.message),
        ] + rows.place(finding.place) + [.integer(finding.length)])
    }
  }
}

/// A link's target as columns.
private struct TargetColumns {
  var kind: String
  var statement: StatementID?
  var from: StatementID?
  var link: Int?

  init(_ target: LinkTarget) {
    switch target {
    case .statement(let id): (kind, statement) = ("statement", id)
    case .link(let position): (kind, link) = ("link", position)
    case .step(let start, let end): (kind, statement, from) = ("step", end, start)
    case .onlyStep(let start): (kind, from) = ("only step", start)
    }
  }
}
