import Glibc

/// Sends standard output through a pager where somebody is looking and there is more of it than
/// fits: `$CRUX_PAGER`, `$PAGER` or `less -FRX`; `cat` or nothing means none.
func startPager(lines: Int, terminal: Terminal) {
  guard terminal.isInteractive, lines >= terminalHeight(), let command = pagerCommand() else {
    return
  }
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { return }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  setenv("LESS", "FRX", 0)
  guard let process = spawn(command, input: ends[0]) else {
    close(ends[0])
    close(ends[1])
    return
  }
  close(ends[0])
  dup2(ends[1], STDOUT_FILENO)
  close(ends[1])
  pagerProcess = process
  atexit {
    // Registered before the first write, so run after the last flush.
    close(STDOUT_FILENO)
    var state: Int32 = 0
    waitpid(pagerProcess, &state, 0)
  }
}

/// Written once, before `atexit` is told of it.
nonisolated(unsafe) private var pagerProcess: pid_t = 0

private func pagerCommand() -> String? {
  let command = environmentVariable("CRUX_PAGER") ?? environmentVariable("PAGER") ?? "less"
  return command.isEmpty || command == "cat" ? nil : command
}

private func terminalHeight() -> Int {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
  return Int(size.ws_row)
}

private func spawn(_ command: String, input: Int32) -> pid_t? {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
  var process: pid_t = 0
  let texts: [String] = ["/bin/sh", "-c", command]
  var words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
  defer { for word in words { free(word) } }
  words.append(nil)
  let code = posix_spawn(&process, "/bin/sh", &actions, nil, words, environ)
  return code == 0 ? process : nil
}
