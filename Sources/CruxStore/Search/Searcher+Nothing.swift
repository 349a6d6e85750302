import CruxModel

/// What may help when nothing is found.
extension Searcher {
  func explainNothing(_ result: inout SearchResult) throws(StoreError) {
    if !result.unknownWords.isEmpty {
      let vocabulary = try Vocabulary(connection)
      for index in result.unknownWords.indices {
        let word = result.unknownWords[index].word
        result.unknownWords[index].nearest = try vocabulary.nearest(to: word)
      }
    }
    for filter in request.query.filters {
      var other = request
      other.query = request.query.without(filter)
      other.limit = 1
      let found = try Searcher(connection: connection, request: other).search()
      if found.matched > 0 {
        result.emptyingFilters.append(
          .init(filter: filter, matchedWithout: found.matched, precision: found.precision))
      }
    }
  }
}
