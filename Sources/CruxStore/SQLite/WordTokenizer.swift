import CSQLite

/// FTS5's own `porter unicode61 remove_diacritics 2`: text to the terms that the index keeps of it.
///
/// Belongs to one thread of execution at a time, and to no connection once it is made.
final class WordTokenizer {
  private var tokenizer: fts5_tokenizer
  private let instance: OpaquePointer

  init(_ api: UnsafeMutablePointer<fts5_api>?) throws(StoreError) {
    guard let api, let made = WordTokenizer.porter(api) else {
      throw StoreError(
        .other(code: SQLITE_ERROR), path: ":memory:", message: "no porter in FTS5")
    }
    (tokenizer, instance) = made
  }

  deinit { tokenizer.xDelete(instance) }

  /// Hands over each term of the UTF-8 text, in order, and the bytes of the text it was made from.
  func each(_ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Range<Int>) -> Void) {
    guard let start = text.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
    withoutActuallyEscaping(body) { body in
      var receiver = Receiver(take: body)
      withUnsafeMutablePointer(to: &receiver) { receiver in
        _ = tokenizer.xTokenize(
          instance, receiver, Int32(FTS5_TOKENIZE_DOCUMENT), start, Int32(text.count)
        ) { context, _, token, length, start, end in
          guard let receiver = context?.assumingMemoryBound(to: Receiver.self) else {
            return SQLITE_MISUSE
          }
          let term = UnsafeRawBufferPointer(start: token, count: Int(length))
          receiver.pointee.take(term, Int(start)..<Int(end))
          return SQLITE_OK
        }
      }
    }
  }

  /// The terms of the text, in order.
  func terms(of text: String) -> [[UInt8]] {
    var terms: [[UInt8]] = []
    var text = text
    text.withUTF8 { bytes in
      each(UnsafeRawBufferPointer(bytes)) { (term, _) in terms.append(Array(term)) }
    }
    return terms
  }

  private struct Receiver {
    let take: (UnsafeRawBufferPointer, Range<Int>) -> Void
  }

  private static func porter(_ api: UnsafeMutablePointer<fts5_api>)
    -> (fts5_tokenizer, OpaquePointer)?
  {
    var userData: UnsafeMutableRawPointer?
    var tokenizer = fts5_tokenizer()
    var instance: OpaquePointer?
    guard api.pointee.xFindTokenizer(api, "porter", &userData, &tokenizer) == SQLITE_OK else {
      return nil
    }
    var options: [UnsafePointer<CChar>?] = []
    for option: StaticString in ["unicode61", "remove_diacritics", "2"] {
      options.append(UnsafeRawPointer(option.utf8Start).assumingMemoryBound(to: CChar.self))
    }
    let count = Int32(options.count)
    let code = tokenizer.xCreate(userData, &options, count, &instance)
    guard code == SQLITE_OK, let instance else { return nil }
    return (tokenizer, instance)
  }
}

/// The terms that the index keeps of a text, for whoever has no index open.
package final class WordStemmer {
  private let tokenizer: WordTokenizer

  package init() throws(StoreError) {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(
      ":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    defer { sqlite3_close_v2(handle) }
    guard code == SQLITE_OK, let handle else {
      throw StoreError(.other(code: code), path: ":memory:")
    }
    tokenizer = try WordTokenizer(fts5Interface(of: handle))
  }

  /// Hands over each term of the UTF-8 text, in order.
  package func terms(of text: [UInt8], _ body: (UnsafeRawBufferPointer) -> Void) {
    text.withUnsafeBytes { bytes in tokenizer.each(bytes) { term, _ in body(term) } }
  }
}

/// What FTS5 offers to extensions; nil where SQLite was built without it.
func fts5Interface(of handle: OpaquePointer) -> UnsafeMutablePointer<fts5_api>? {
  var statement: OpaquePointer?
  guard sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nil) == SQLITE_OK else {
    return nil
  }
  defer { sqlite3_finalize(statement) }
  var api: UnsafeMutablePointer<fts5_api>?
  withUnsafeMutablePointer(to: &api) { pointer in
    _ = sqlite3_bind_pointer(statement, 1, pointer, "fts5_api_ptr", nil)
    _ = sqlite3_step(statement)
  }
  return api
}
