/// What `crux.yml` says; every key is optional.
package struct CorpusSettings: Sendable, Equatable {
  package var title: String?
  package var people = People()
  package var credenceWords: [String: Double] = [:]
  /// Who new posts are by, without the `@`.
  package var author: String?
  /// Globs of paths, relative to the corpus, that are not threads.
  package var ignore: [String] = []
  /// Where the site will be published, without a trailing slash.
  package var baseURL: String?
  /// BCP 47 tag of the language the threads are written in.
  package var language: String?
  /// A CSS colour, `#rrggbb`.
  package var accent: String?
  package var footer: String?

  package init() {}
}
