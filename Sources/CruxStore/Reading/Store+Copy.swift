extension Store {
  /// Writes the index as a file that anybody can open, at a path where nothing is.
  ///
  /// The copy is packed, needs no other file beside it, and tells nothing of the machine: times and
  /// numbers of files are zero.
  package func copy(to path: String) throws(StoreError) {
    try connection.run("VACUUM main INTO ?1", [.text(path)])
    let copy = try Connection(path: path, mode: .readWrite)
    try copy.execute(
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; UPDATE files SET modified = 0, inode = 0"
    )
  }
}
