import Glibc

// generate-corpus FOLDER [THREADS] [SEED]
//
// Writes a corpus of made-up discussions: 20 posts a thread, about 12 KB, 5 statements, with
// quotes, stances, and links inside and across threads. The same arguments give the same bytes.

let arguments = CommandLine.arguments
guard arguments.count >= 2, !arguments[1].hasPrefix("-"),
  let threads = Int(arguments.count > 2 ? arguments[2] : "10000"),
  let seed = UInt64(arguments.count > 3 ? arguments[3] : "1")
else {
  print("usage: generate-corpus FOLDER [THREADS] [SEED]")
  exit(["-h", "--help"].contains(arguments.dropFirst().first) ? 0 : 64)
}

let folder = arguments[1]
mkdir(folder, 0o777)
writeFile(folder + "/crux.yml", Array("title: A generated corpus of \(threads) threads\n".utf8))
let vocabulary = Vocabulary(seed: seed)
for number in 0..<threads {
  if number % 1000 == 0 { mkdir(folder + "/" + folderName(of: number), 0o777) }
  var writer = ThreadWriter(number: number, of: threads, seed: seed, vocabulary: vocabulary)
  writeFile(folder + "/" + folderName(of: number) + "/\(threadName(number)).md", writer.bytes())
}

func folderName(of thread: Int) -> String { "part-\(thread / 1000)" }

func writeFile(_ path: String, _ bytes: [UInt8]) {
  guard let file = fopen(path, "wb") else {
    perror(path)
    exit(2)
  }
  fwrite(bytes, 1, bytes.count, file)
  if fclose(file) != 0 {
    perror(path)
    exit(2)
  }
}
