import CruxModel

/// What is said: the file, the thread, its people and its posts.
extension ThreadWriter {
  func writeFile(_ rows: ThreadRows) throws(StoreError) {
    let file = rows.prepared.file
    try connection.insert(
      "INSERT INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      [
        .text(rows.thread.path), .integer(file.size), .integer(file.modified),
        .integer(Int64(bitPattern: file.inode)), .integer(Int64(bitPattern: file.hash)), rows.key,
      ])
  }

  func writeThread(_ rows: ThreadRows) throws(StoreError) {
    let thread = rows.thread
    try connection.insert(
      """
      INSERT INTO threads VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?21)
      """,
      [
        rows.key, .text(thread.path), .text(thread.id.rawValue),
        .text(rows.prepared.wantedID.rawValue), .flag(thread.hasWrittenID),
        .text(thread.title), .text(rows.prepared.opening), .optional(thread.source),
        .optional(thread.date?.text),
        .optional(thread.date?.seconds), .flag(thread.isAnnotated),
        .integer(rows.first.post), .integer(rows.postRows),
        .integer(rows.first.statement), .integer(thread.statements.count),
        .integer(rows.first.link), .integer(thread.links.count),
        .integer(rows.first.stance), .integer(thread.stances.count),
        .integer(rows.first.quote), .integer(thread.quotes.count),
      ])
    try writeFrontMatter(rows)
  }

  private func writeFrontMatter(_ rows: ThreadRows) throws(StoreError) {
    for (position, topic) in rows.thread.topics.enumerated() {
      try connection.insert(
        "INSERT INTO thread_topics VALUES (?1, ?2, ?3)",
        [rows.key, .integer(position), .text(topic)])
    }
    for (position, entry) in rows.thread.otherKeys.enumerated() {
      try connection.insert(
        "INSERT INTO thread_keys VALUES (?1, ?2, ?3, ?4)",
        [rows.key, .integer(position), .text(entry.key), .text(entry.value)])
    }
    for former in rows.thread.formerIDs {
      try writeFormer(former.rawValue, of: rows.thread.id.rawValue, kind: "thread", rows)
    }
  }

  func writeFormer(_ former: String, of id: String, kind: String, _ rows: ThreadRows)
    throws(StoreError)
  {
    try connection.insert(
      "INSERT OR IGNORE INTO former_ids VALUES (?1, ?2, ?3, ?4)",
      [.text(former), .text(id), .text(kind), rows.key])
  }

  func writePeople(_ rows: ThreadRows) throws(StoreError) {
    for (id, counts) in rows.people {
      let person = rows.thread.people.person(id)
      try connection.insert(
        "INSERT INTO thread_people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        [
          rows.key, .text(id.rawValue), .text(person.name), .optional(person.url),
          .text(person.role.rawValue), .integer(counts.posts), .integer(counts.statements),
        ])
      for alias in person.aliases {
        try connection.insert(
          "INSERT OR IGNORE INTO person_aliases VALUES (?1, ?2, ?3)",
          [rows.key, .text(id.rawValue), .text(alias)])
      }
    }
  }

  func writePosts(_ rows: ThreadRows) throws(StoreError) {
    let prepared = rows.prepared
    var key = rows.first.post
    var title: Value = prepared.titleIsAmongWords ? .null : .text(rows.thread.title)
    if prepared.hasIntroduction {
      try writeIntroduction(rows, title: title)
      key += 1
      title = .null
    }
    for (index, post) in rows.thread.posts.enumerated() {
      let words = prepared.posts[index]
      let values: [Value] = [
        .integer(key), rows.key, .integer(index + 1), .text(post.anchor.rawValue),
        .flag(post.hasWrittenAnchor), .text(post.author.rawValue), .optional(post.date?.text),
        .optional(prepared.dates[index]?.seconds), .optional(post.permalink),
        post.parent.map { .integer($0 + 1) } ?? .null, .integer(rows.replies[index]),
        .integer(post.level),
        .flag(post.isAnnotation),
      ]
      try writePost(
        values + rows.place(post.place) + [title, .utf8(words.words), .utf8(words.quoted)])
      key += 1
      title = .null
    }
  }

  private func writeIntroduction(_ rows: ThreadRows, title: Value) throws(StoreError) {
    let words = rows.prepared.introduction
    let values: [Value] = [
      .integer(rows.first.post), rows.key, .integer(0), .null, .flag(false), .null, .null,
      .optional(rows.thread.date?.seconds), .null, .null, .integer(0), .integer(0), .flag(false),
    ]
    try writePost(
      values + rows.place(.start) + [title, .utf8(words.words), .utf8(words.quoted)])
  }

  private func writePost(_ values: [Value]) throws(StoreError) {
    try connection.insert(
      """
      INSERT INTO posts VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
      """, values)
    try connection.insert(
      "INSERT INTO posts_text (rowid, title, words, quoted) VALUES (?1, ?2, ?3, ?4)",
      [values[0], values[16], values[17], values[18]])
  }
}
