import CSQLite

/// FTS5's own `porter unicode61 remove_diacritics 2`: text to the terms that the index keeps of it.
///
/// Belongs to one thread of execution at a time.
package final class WordStemmer {
  private let connection: OpaquePointer
  private var tokenizer: fts5_tokenizer
  private let instance: OpaquePointer

  package init() throws(StoreError) {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(
      ":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw StoreError(.other(code: code), path: ":memory:")
    }
    guard let made = WordStemmer.porter(handle) else {
      sqlite3_close_v2(handle)
      throw StoreError(.other(code: SQLITE_ERROR), path: ":memory:", message: "no porter in FTS5")
    }
    connection = handle
    (tokenizer, instance) = made
  }

  deinit {
    tokenizer.xDelete(instance)
    sqlite3_close_v2(connection)
  }

  /// Hands over each term of the UTF-8 text, in order.
  package func terms(of text: [UInt8], _ body: (UnsafeRawBufferPointer) -> Void) {
    withoutActuallyEscaping(body) { body in
      var receiver = Receiver(take: body)
      text.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard let start else { return }
        _ = withUnsafeMutablePointer(to: &receiver) { receiver in
          tokenizer.xTokenize(
            instance, receiver, Int32(FTS5_TOKENIZE_DOCUMENT), start, Int32(bytes.count)
          ) { context, _, token, length, _, _ in
            guard let receiver = context?.assumingMemoryBound(to: Receiver.self) else {
              return SQLITE_MISUSE
            }
            receiver.pointee.take(UnsafeRawBufferPointer(start: token, count: Int(length)))
            return SQLITE_OK
          }
        }
      }
    }
  }

  private struct Receiver {
    let take: (UnsafeRawBufferPointer) -> Void
  }

  private static func porter(_ handle: OpaquePointer) -> (fts5_tokenizer, OpaquePointer)? {
    guard let api = fts5Interface(of: handle) else { return nil }
    var userData: UnsafeMutableRawPointer?
    var tokenizer = fts5_tokenizer()
    var instance: OpaquePointer?
    guard api.pointee.xFindTokenizer(api, "porter", &userData, &tokenizer) == SQLITE_OK else {
      return nil
    }
    var options = ["unicode61", "remove_diacritics", "2"].map { (option: StaticString) in
      UnsafeRawPointer(option.utf8Start).assumingMemoryBound(to: CChar.self) as UnsafePointer?
    }
    let count = Int32(options.count)
    let code = tokenizer.xCreate(userData, &options, count, &instance)
    guard code == SQLITE_OK, let instance else { return nil }
    return (tokenizer, instance)
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
