import ArgumentParser
import CruxStore
import Glibc
import NIOCore

/// `crux serve`: a preview of the site that follows the threads as they are written.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser and build it again as threads are saved.",
    discussion: """
      Pages that are open are loaded again as soon as a thread is saved, and show what there is to say \
      about the threads. Only this machine can reach it, unless '--host' says otherwise. Ctrl-C ends it.
      """)

  @OptionGroup var corpusOptions: CorpusOptions

  @Option(
    help: ArgumentHelp(
      "The port to listen at; by default 8200, or the next that is free.", valueName: "port"))
  var port: UInt16?

  @Option(help: ArgumentHelp("The address to listen at.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The folder the site is in; '_site' in the corpus by default.", valueName: "dir"))
  var output: String?

  @Flag(help: "Write into a folder that holds other files too; they are left alone.")
  var allowForeignFiles = false

  @Flag(help: "Open the first page in a browser.")
  var open = false

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print nothing but failures.")
  var isQuiet = false

  func run() throws {
    PreviewSignals.block()
    let corpus = try corpusOptions.corpus()
    var options = SiteOptions(corpus: corpus, output: output ?? corpus.path(of: "_site"))
    options.isQuiet = isQuiet
    options.strangers = allowForeignFiles ? .leftAlone : .refused
    let sources = PreviewSources(of: corpus)
    var build = try SiteBuild(options)
    let report = try build.run()
    for failure in report.failures { standardError.write("crux: \(failure.words)\n") }
    let site = PreviewSite(folder: options.output, publishedAt: build.settings.baseURL)
    let server = try listen(site)
    announce(server, report)
    var loop = PreviewLoop(options, site, server, sources)
    loop.run()
    server.stop()
    if !isQuiet { standardError.write("crux: stopped\n") }
  }

  private func listen(_ site: PreviewSite) throws -> PreviewServer {
    let ports = port.map { [Int($0)] } ?? Array(8200..<8220) + [0]
    for port in ports {
      do {
        return try PreviewServer(site, address: host, port: port)
      } catch let error as IOError where error.errnoCode == EADDRINUSE && port != ports.last {
        continue
      } catch {
        throw Failure.cannotListen(host: host, port: port, reason: words(error))
      }
    }
    throw Failure.cannotListen(host: host, port: ports.last ?? 0, reason: "no port is free")
  }

  private func words(_ error: any Error) -> String {
    if error is SocketAddressError { return "there is no such host" }
    guard let error = error as? IOError else { return "\(error)" }
    return error.errnoCode == EADDRINUSE
      ? "another program listens there" : String(cString: strerror(error.errnoCode))
  }

  private func announce(_ server: PreviewServer, _ report: SiteReport) {
    let shown = host.contains(":") ? "[\(host)]" : host
    let address = "http://\(shown):\(server.port)/"
    if !isQuiet {
      standardOutput.write("serving \(count(report.fileCount, "file")) at \(address)\n")
      standardOutput.flush()
    }
    guard open else { return }
    // In the background, so that a browser that stays in front keeps nothing waiting.
    let browser = environmentVariable("BROWSER") ?? "xdg-open"
    let script = "\"$1\" \"$2\" >/dev/null 2>&1 &"
    if runProgram(["/bin/sh", "-c", script, "sh", browser, address]) != 0 {
      standardError.write("crux: cannot open a browser; go to \(address)\n")
    }
  }
}
