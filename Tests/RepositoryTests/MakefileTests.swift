import Foundation
import Testing

/// What `make` does about C libraries that are not there, with stand-ins for `pkg-config`, `apt-get`,
/// `sudo` and `id`: nothing is installed. What the real ones do was tried by hand in an empty Debian.
@Suite struct MakefileTests {
  @Test func `root installs what is missing, and is told so first`() throws {
    let made = try makeLibraries(tools: ["pkg-config", "apt-get", "id"], user: 0)
    #expect(
      made == [
        "installing libcmark-dev libsqlite3-dev libyaml-dev with apt-get",
        "apt-get update -qq",
        "apt-get install -y -qq libcmark-dev libsqlite3-dev libyaml-dev",
        "status 0",
      ])
  }

  @Test func `anybody else uses sudo, and is told so first`() throws {
    let made = try makeLibraries(tools: ["pkg-config", "apt-get", "id", "sudo"], user: 1000)
    #expect(
      made == [
        "installing libcmark-dev libsqlite3-dev libyaml-dev with apt-get, using sudo",
        "sudo apt-get update -qq",
        "apt-get update -qq",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libcmark-dev "
          + "libsqlite3-dev libyaml-dev",
        "apt-get install -y -qq libcmark-dev libsqlite3-dev libyaml-dev",
        "status 0",
      ])
  }

  @Test func `only what is missing is installed`() throws {
    let made = try makeLibraries(
      tools: ["pkg-config", "apt-get", "id"], user: 0, found: ["libcmark", "sqlite3"])
    #expect(made.first == "installing libyaml-dev with apt-get")
    #expect(made.last == "status 0")
    let all = ["libcmark", "sqlite3", "yaml-0.1"]
    #expect(try makeLibraries(tools: ["pkg-config", "id"], user: 0, found: all) == ["status 0"])
  }

  @Test func `without a way to install it says what to install, and stops`() throws {
    let wanted = "pkg-config libcmark-dev libsqlite3-dev libyaml-dev"
    #expect(
      try makeLibraries(tools: ["id", "sudo"], user: 1000) == [
        "install these first, they were not found: \(wanted)", "status 2",
      ])
    #expect(
      try makeLibraries(tools: ["apt-get", "id"], user: 1000) == [
        "there is no sudo; run as root: apt-get install \(wanted)", "status 2",
      ])
  }

  /// Runs `make libraries` with nothing on the path but what it needs and the stand-ins.
  ///
  /// - Parameters:
  ///   - tools: Which stand-ins there are.
  ///   - user: The number of the user who runs it.
  ///   - found: What `pkg-config` says it knows.
  /// - Returns: What was printed, line by line, and the exit status.
  private func makeLibraries(
    tools: Set<String>, user: Int, found: [String] = []
  ) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for tool in ["env", "bash", "sh"] {
      let real = try #require(path(of: tool))
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: tool), withDestinationURL: real)
    }
    let scripts = [
      "pkg-config": "case ' \(found.joined(separator: " ")) ' in *\" $2 \"*) exit 0;; esac; exit 1",
      "apt-get": "echo \"apt-get $*\"", "id": "echo \(user)", "sudo": "echo \"sudo $*\"; \"$@\"",
    ]
    for (tool, script) in scripts where tools.contains(tool) {
      let file = folder.appending(path: tool)
      try Data("#!/bin/bash\n\(script)\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return try run(path(of: "make"), ["--no-print-directory", "libraries"], path: folder)
  }

  private func run(_ tool: URL?, _ arguments: [String], path: URL) throws -> [String] {
    let process = Process()
    process.executableURL = try #require(tool)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: repositoryRoot)
    process.environment = ["PATH": path.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
    return lines + ["status \(process.terminationStatus)"]
  }

  private func path(of tool: String) -> URL? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { URL(filePath: $0 + tool) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
