import Glibc

/// Runs a program and waits for it, leaving it the terminal: an interrupt from the keyboard is
/// meant for it and not for crux.
///
/// - Parameter words: The program, looked for in `PATH`, and its arguments.
/// - Returns: its exit code, 128 and the signal's number where a signal ended it, or nil, with
///   `errno` set, where it could not be started.
func runProgram(_ words: [String]) -> Int32? {
  let interrupt = signal(SIGINT, SIG_IGN)
  let quit = signal(SIGQUIT, SIG_IGN)
  defer {
    signal(SIGINT, interrupt)
    signal(SIGQUIT, quit)
  }
  guard let process = start(words, output: nil) else { return nil }
  return exitCode(of: process)
}

/// What a program prints, without the white space around it; nil where it fails.
func output(of words: [String]) -> String? {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return nil }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  let process = start(words, output: ends[1])
  close(ends[1])
  defer { close(ends[0]) }
  guard let process else { return nil }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = read(ends[0], &part, part.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    bytes += part[..<count]
  }
  guard exitCode(of: process) == 0 else { return nil }
  return String(decoding: bytes, as: UTF8.self).trimmed
}

/// Starts a program with default signals, none of them blocked; where `output` is given it prints there, and its errors
/// nowhere.
private func start(_ words: [String], output: Int32?) -> pid_t? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  if let output {
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
  posix_spawnattr_setsigdefault(&attributes, &signals)
  var blocked = sigset_t()
  sigemptyset(&blocked)
  posix_spawnattr_setsigmask(&attributes, &blocked)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
  defer { for argument in arguments { free(argument) } }
  arguments.append(nil)
  var process: pid_t = 0
  let code = posix_spawnp(&process, words[0], &actions, &attributes, arguments, environ)
  errno = code
  return code == 0 ? process : nil
}

private func exitCode(of process: pid_t) -> Int32 {
  var state: Int32 = 0
  while waitpid(process, &state, 0) < 0, errno == EINTR {}
  let signal = state & 0x7F
  return signal == 0 ? (state >> 8) & 0xFF : 128 + signal
}
