import Interchange
import Testing

/// Mail as programs write it; there is no real archive beside the repository.
@Suite struct MailTests {
  static func read(_ text: String) throws -> Imported { try read(Array(text.utf8)) }

  static func read(_ bytes: [UInt8]) throws -> Imported {
    let input = ImportInput(name: "list.mbox", bytes: bytes)
    let importer = try #require(Importer.recognising(input))
    #expect(importer.name == "mail")
    return try importer.read(input)
  }

  /// The body of a message with this text, as a reply to another.
  static func body(_ text: String, _ headers: String = "", reply: Bool = false) throws -> String {
    let parent = reply ? "In-Reply-To: <p@x>\n" : ""
    let message =
      "From: Ada <ada@example.org>\nDate: 1 Jan 2026 00:00 +0000\n\(parent)\(headers)\n\(text)"
    return try read(message).threads.first?.posts.first?.body ?? ""
  }

  static let archive = """
    From ada at example.org  Fri Jan  2 03:04:05 2026
    From: ada at example.org (Ada Lind)
    Date: Fri, 2 Jan 2026 03:04:05 +0100
    Subject: [list] Jumps
    Message-ID: <a@x>

    Jumps are coming.
    >From the start I said so.

    From here on it is text.

    From bo at example.org  Fri Jan  2 05:04:05 2026
    From: =?utf-8?q?Bj=C3=B6rn?= =?iso-8859-1?b?INg=?= <bo@example.org>
    Date: Fri, 2 Jan 2026 05:04 EST
    Subject: Re: [list] Jumps
    In-Reply-To: <a@x>
    References: <a@x>
    Message-ID: <b@x>

    On Fri, Jan 2, 2026 at 3:04 AM Ada Lind <ada at example.org>
    wrote:

    > Jumps are coming.

    No.

    -- 
    Bo

    From ada at example.org  Fri Jan  2 06:04:05 2026
    From: "Ada Lind" <Ada@Example.org>
    Date: Sat, 3 Jan 2026 00:00:00 +0000
    Subject: Other
    Message-ID: <c@x>
    References: <gone@x>

    One

    From cy at example.org  Fri Jan  2 06:04:05 2026
    From: <ada@elsewhere.org>
    Date: tomorrow
    Subject: Re: Other
    Message-ID: <d@x>
    References: <gone@x> <c@x> <lost@x>

    Two
    """

  @Test(arguments: ["\n", "\r\n"])
  func `an archive becomes threads by their references`(end: String) throws {
    let imported = try Self.read(Self.archive.replacing("\n", with: end))
    #expect(imported.threads.map(\.title) == ["[list] Jumps", "Other"])
    #expect(imported.threads.map(\.source) == ["mail <a@x>", "mail <gone@x>"])
    let posts = imported.threads.flatMap(\.posts)
    #expect(posts.map(\.id) == ["a@x", "b@x", "c@x", "d@x"])
    #expect(posts.map(\.parent) == [nil, "a@x", nil, "c@x"])
    #expect(posts.map(\.author.handle) == ["Ada Lind", "Björn Ø", "Ada Lind", "ada"])
    #expect(posts[0].author.id == posts[2].author.id)
    #expect(posts[0].author.id != posts[3].author.id)
    #expect(
      posts.map(\.date?.text) == [
        "2026-01-02T03:04:05+01:00", "2026-01-02T05:04:00-05:00", "2026-01-03T00:00:00+00:00", nil,
      ])
    #expect(
      posts[0].body
        == "Jumps are coming.\\\nFrom the start I said so.\n\nFrom here on it is text.")
    #expect(posts[1].body == "> Jumps are coming.\n\nNo.")
    #expect(imported.losses[.signature] == 1)
    #expect(imported.losses[.quoteHeading] == 1)
    #expect(imported.losses[.date] == 1)
  }

  static let plain: [(String, String)] = [
    ("a *b* _c_ <d> &amp; [e](f) `g`", "a \\*b\\* \\_c\\_ \\<d> \\&amp; \\[e\\](f) \\`g\\`"),
    ("# a\n\n1986. b\n\n=\n\n~~~", "\\# a\n\n1986\\. b\n\n\\=\n\n\\~\\~\\~"),
    (">> a\n> b\n>\n> c\nd", "> > a\n>\n> b\n>\n> c\n\nd"),
    ("> > a\n>> b", "> > a\\\n> > b"),
    ("- a\n  b\n- c\n\n1. d\n2. e", "- a\\\n  b\n- c\n\n1. d\n2. e"),
    ("x:\n\n    let a = 1\n      b\n\ny", "x:\n\n```\nlet a = 1\n  b\n```\n\ny"),
    ("see http://a.org/x_y.", "see <http://a.org/x_y>."),
    ("a\n\n" + String(repeating: "_", count: 47) + "\nOwn mailing list\nOwn@example.org", "a"),
    ("> a\n> -- \n> Bo\n\nb", "> a\n\nb"),
    ("-- ", ""),
    ("a\n-- \nBo\n> b\nc", "a\n\n> b\n\nc"),
    (
      "a\n-- \nBo\nLund\n\n" + String(repeating: "b\n\n", count: 9),
      "a" + String(repeating: "\n\nb", count: 9)
    ),
    (
      "a\n-- \n" + String(repeating: "b\n", count: 11),
      "a\\\n\\--" + String(repeating: "\\\nb", count: 11)
    ),
  ]

  @Test(arguments: plain)
  func `plain text keeps its words, quotes, lists and code`(text: String, expected: String) throws {
    if expected.isEmpty {
      #expect(throws: ImportError(.noPosts, at: .file)) { try Self.body(text) }
    } else {
      #expect(try Self.body(text) == expected)
    }
  }

  @Test func `lines that are filled stay soft, and short ones end`() throws {
    let filled =
      "This is a line that somebody's program has filled up to its end, and\nthen it goes on."
    #expect(try Self.body(filled) == filled)
    #expect(try Self.body("Yours,\nAda\nin Lund") == "Yours,\\\nAda\\\nin Lund")
  }

  @Test func `flowed lines are joined`() throws {
    let text = "> a \n> b\nc \nd\n e\n-- \nBo"
    #expect(
      try Self.body(text, "Content-Type: text/plain; format=flowed\n") == "> a b\n\nc d\\\ne")
    #expect(
      try Self.body("ab \nc", "Content-Type: text/plain; format=\"flowed\"; delsp=yes\n") == "abc")
  }

  @Test func `what Outlook puts below is quoted`() throws {
    let text = "No.\n\n-----Original Message-----\nFrom: Bo\nSubject: x\n\nJumps."
    #expect(try Self.body(text) == "No.\n\n> Jumps.")
  }

  static let encodings: [(headers: String, text: String)] = [
    (
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
      "=E2=82=AC ca=\nf=C3=A9"
    ),
    (
      "Content-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: BASE64\n",
      "4oKsIGNh\nZsOp"
    ),
    (
      "Content-Type: text/plain;\n charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n",
      "=80 caf=E9"
    ),
    (
      "Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: quoted-printable\n",
      "=A4 caf=E9"
    ),
    ("Content-Type: text/html; charset=utf-8\n", "<html><body>&euro; caf&eacute;</body></html>"),
    (
      "Content-Type: multipart/alternative; boundary=\"b=1\"\n",
      "x\n--b=1\nContent-Type: text/html\n\n<p>no\n--b=1\nContent-Type: text/plain\n\n€ café\n--b=1--\nx"
    ),
    (
      "Content-Type: multipart/mixed; boundary=m\n",
      "--m\nContent-Type: multipart/related; boundary=r\n\n--r\n\n€ café\n--r\nContent-Type: image/png\n"
        + "\nx\n--r--\n--m\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno"
    ),
  ]

  @Test(arguments: encodings)
  func `parts, transfer encodings and character sets are undone`(headers: String, text: String)
    throws
  {
    #expect(try Self.body(text, headers) == "€ café")
  }

  @Test func `an unknown character set and attachments are counted`() throws {
    let head = Array(
      "From: a@x.org\nDate: 1 Jan 2026 00:00\nContent-Type: text/plain; charset=koi8-r\n\n".utf8)
    let imported = try Self.read(head + [0xC1, 0xC2])
    #expect(imported.losses[.charset] == 1)
    let parts = try Self.read(
      "From: a@x.org\nDate: 1 Jan 2026 00:00\nContent-Type: multipart/mixed; boundary=m\n\n"
        + "--m\n\na\n--m\nContent-Type: application/pdf\n\nx\n--m\nContent-Type: message/rfc822\n\ny"
    )
    #expect(parts.losses[.attachment] == 2)
  }

  @Test func `no depth of parts, quotes or replies is trouble`() throws {
    var nested = ""
    for number in 0..<2000 {
      nested += "Content-Type: multipart/mixed; boundary=b\(number)\n\n--b\(number)\n"
    }
    #expect(throws: ImportError(.noPosts, at: .file)) { try Self.body("x", nested) }
    let deep = try Self.body(String(repeating: ">", count: 50_000) + " a")
    #expect(deep.hasSuffix("> a"))
    let replies = (0..<3000).map {
      "From x\nFrom: a@x.org\nMessage-ID: <\($0)>\nReferences: <\($0 + 1)>\n\nx\n\n"
    }
    let thread = try #require(try Self.read(replies.joined()).threads.first)
    #expect(thread.posts.count == 3000)
    #expect(thread.posts[7].parent == "8")
  }

  @Test(arguments: ["From x\n\n", "From x\nA: b\n\nc", "From: a@x.org\nDate: x\n\n \n"])
  func `mail without a message with words is refused`(text: String) throws {
    let input = ImportInput(name: "x", bytes: Array(text.utf8))
    #expect(throws: ImportError(.noPosts, at: .file)) {
      try #require(Importer.named("mail")).read(input)
    }
  }
}
