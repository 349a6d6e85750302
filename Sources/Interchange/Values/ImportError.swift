/// Why a file cannot be imported, and where.
package struct ImportError: Error, Equatable {
  package enum Place: Equatable, Sendable {
    case file
    /// From 1.
    case line(Int)
    /// In bytes from the start of the file.
    case byte(Int)
  }

  package enum Reason: Equatable, Sendable {
    /// No importer knows such a file.
    case unknownFormat
    case json(JSONProblem.Reason)
    /// A value that the format must have: `post_stream.posts`.
    case missing(String)
    /// Something else than the format has there.
    case expected(String, found: String)
    /// The file ends too early, in what is named.
    case ended(String)
    /// More of something than is taken.
    case tooMany(String, limit: Int)
    /// Larger than is taken, in megabytes.
    case tooLarge(limit: Int)
    /// One post with more words than anybody writes, in megabytes.
    case longPost(limit: Int)
    /// Read, but it holds no post.
    case noPosts
  }

  package var place: Place
  package var reason: Reason

  package init(_ reason: Reason, at place: Place) {
    self.reason = reason
    self.place = place
  }
}
