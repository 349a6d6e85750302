import CruxModel

/// A debate as its source tells it, before it becomes a thread of ours.
package struct ImportedThread: Sendable, Equatable {
  /// What makes two files parts of one debate, such as `discourse/973`; never shown.
  package var key: String
  /// The address of the debate, else a citation in words. A later fetch is known by it.
  package var source: String
  package var title: String
  /// When it began; nil where only the posts say it.
  package var date: Timestamp?
  package var topics: [String] = []
  /// What the addresses of people begin with, before their handle: `https://forum.example.org/u/`.
  package var userAddress: String?
  /// CommonMark above the first post, which belongs to nobody.
  package var introduction = ""
  /// In the order in which they are to stand; a post never before its parent.
  package var posts: [ImportedPost] = []
  /// In the order in which they are to stand.
  package var annotations: [ImportedAnnotation] = []

  package init(key: String, source: String, title: String) {
    self.key = key
    self.source = source
    self.title = title
  }
}

/// One turn in an imported debate.
package struct ImportedPost: Sendable, Equatable {
  /// A longer text is refused, in bytes: it is none that somebody wrote.
  package static let largest = 4 << 20

  /// What the source calls it: the same in every fetch, unique in the thread, never empty.
  package var id: String
  package var author: ImportedAuthor
  /// With its zone as the source wrote it.
  package var date: Timestamp?
  package var permalink: String?
  /// The id of the post it answers; nil at the top, and where that post is not in the file.
  package var parent: String?
  /// CommonMark. Bylines, headers, marks and references of ours in it are not yet escaped.
  package var body: String
  /// What the post says where it is an outline of claims; its body is empty then.
  package var claims: [ImportedClaim] = []
  /// The quotes whose origin the source names, in the order of their block quotes in the body.
  package var quotes: [ImportedQuote] = []

  package init(id: String, author: ImportedAuthor, body: String) {
    self.id = id
    self.author = author
    self.body = body
  }
}

/// What a source says of a block quote.
package struct ImportedQuote: Sendable, Hashable {
  /// The id of the quoted post; nil where it stands in another thread.
  package var post: String?
  /// Whom the source names.
  package var author: String?

  package init(post: String?, author: String?) {
    self.post = post
    self.author = author
  }
}

/// Somebody who writes in an imported debate. Two authors are one person if and only if their ids
/// are equal; equal names alone do not make them one.
package struct ImportedAuthor: Sendable, Hashable {
  /// What the source tells people apart by: a user name, an address, else the name itself.
  package var id: String
  /// The short name that bylines show, without `@`; made different where two people share it.
  package var handle: String
  /// The name that readers are shown, where it is another.
  package var name: String?
  package var url: String?
  /// A short hash of what the source tells people apart by, where it is not the name and not for
  /// readers to see, such as an address of mail.
  package var account: String?
  /// Whether the source does not say who it was.
  package var isUnnamed = false

  package init(id: String, handle: String, name: String? = nil, url: String? = nil) {
    self.id = id
    self.handle = handle
    self.name = name
    self.url = url
  }

  /// What makes people of two threads one; nil where the source has only names.
  package var identity: String? { url ?? account }

  /// The unknown author of one post: nobody knows whether two of them are one.
  package static func unnamed(ofPost post: String, called name: String = "Anonymous") -> Self {
    var author = ImportedAuthor(
      id: "unnamed post " + post, handle: "\(name.lowercased())-\(post)", name: name)
    author.isUnnamed = true
    return author
  }
}
