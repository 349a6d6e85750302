import CruxModel
import Interchange

/// The fuzz target of all importers: any bytes give threads in order, or an error whose place is in
/// the file.
///
/// Built and run by `Tests/FuzzImporters/run`, which seeds it with the fixtures of the tests.
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let input = ImportInput(name: "fuzz.md", bytes: bytes)
  _ = Importer.recognising(input)
  for importer in Importer.all {
    do throws(ImportError) {
      for thread in try importer.read(input).threads { check(thread) }
    } catch {
      switch error.place {
      case .file: break
      case .line(let line): precondition(line >= 1, "lines count from 1")
      case .byte(let offset): precondition((0...count).contains(offset), "the byte is in the file")
      }
      precondition(!error.reason.words.isEmpty, "an error has words")
    }
  }
  return 0
}

private func check(_ thread: ImportedThread) {
  var thread = thread
  _ = thread.putInOrder()
  var seen: Set<String> = []
  for post in thread.posts {
    precondition(!post.id.isEmpty && seen.insert(post.id).inserted, "a post has an id of its own")
    if let parent = post.parent { precondition(seen.contains(parent), "a parent stands above") }
  }
  let names = BylineNames(thread)
  precondition(Set(names.authors.map { names[$0] }).count == names.authors.count, "names differ")
  precondition(frontMatter(of: thread, names).hasPrefix("---\n"), "front matter begins with a line")
  for post in thread.posts {
    let line = byline(of: post, in: thread, names, depth: 0)
    precondition(!line.contains("\n"), "a byline is a line")
  }
  _ = thread.annotationPosts(names, prefix: "x")
}
