import CruxModel

// What pages say to machines in the words of schema.org.

extension DiscussionThread {
  /// `DiscussionForumPosting`, with a comment for each post.
  func linkedData(_ entry: ThreadEntry, outline: CorpusOutline) -> JSONText {
    let page = entry.address
    var json = JSONText(capacity: 1000 + posts.count * 150)
    json.object { json in
      json.member("@context", "https://schema.org")
      json.member("@type", "DiscussionForumPosting")
      json.member("headline", entry.title)
      json.member("abstract", entry.opening)
      json.member("datePublished", date?.text)
      json.member("keywords", topics)
      json.author(posts.first.map { outline.name(of: $0.author) })
      if let source, let address = WebAddress(source), !address.isRelative {
        json.member("isBasedOn", address.text)
      }
      json.array("comment", posts) { json, post in
        json.member("@type", "Comment")
        json.author(outline.name(of: post.author))
        json.member("datePublished", post.date?.text)
        json.member("url", page.at(elementID(for: post.anchor)).reference(from: page))
      }
    }
    return json
  }
}

extension StatementEntry {
  /// `Claim`, or `Question` for a crux.
  func linkedData(outline: CorpusOutline) -> JSONText {
    var json = JSONText()
    json.object { json in
      json.member("@context", "https://schema.org")
      json.member("@type", kind == .crux ? "Question" : "Claim")
      json.member("identifier", id.rawValue)
      json.member(kind == .crux ? "name" : "text", words)
      json.author(holder.map { outline.name(of: $0) })
      json.object(kind == .crux ? "isPartOf" : "firstAppearance") { json in
        json.member("@type", "DiscussionForumPosting")
        json.member("headline", outline.threads[thread]?.title)
        json.member("url", address.reference(from: home))
      }
    }
    return json
  }
}

/// `WebPage`, for every other page.
func linkedData(ofPage title: String, outline: CorpusOutline) -> JSONText {
  var json = JSONText()
  json.object { json in
    json.member("@context", "https://schema.org")
    json.member("@type", "WebPage")
    json.member("name", title)
    json.object("isPartOf") { json in
      json.member("@type", "WebSite")
      json.member("name", outline.title)
    }
  }
  return json
}

extension JSONText {
  fileprivate mutating func author(_ name: String?) {
    guard let name else { return }
    object("author") { json in
      json.member("@type", "Person")
      json.member("name", name)
    }
  }
}
