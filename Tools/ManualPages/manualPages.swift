/// The page of the tool, and one for each command, under the name of its file without `.1`.
func manualPages(of tool: HelpDump.Command, date: String) -> [(name: String, text: String)] {
  let commands = (tool.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  let own = ToolPage(tool: tool, commands: commands, date: date)
  return [(tool.commandName, own.text)]
    + commands.map { command in
      let page = CommandPage(tool: tool.commandName, command: command, date: date)
      return (page.name, page.text)
    }
}

private struct ToolPage {
  let tool: HelpDump.Command
  let commands: [HelpDump.Command]
  let date: String

  var text: String {
    var page = ManualText(title: tool.commandName, abstract: tool.abstract ?? "", date: date)
    page.section("SYNOPSIS")
    page.macro("Nm \(tool.commandName)")
    page.macro("Ar command")
    page.macro("Op Ar argument ...")
    page.section("DESCRIPTION")
    page.paragraphs(tool.discussion ?? "")
    page.line("The commands are:")
    page.macro("Bl -tag -width Ds")
    for command in commands {
      page.macro("It Xr \(tool.commandName)-\(command.commandName) 1")
      page.line(command.abstract ?? "")
    }
    page.macro("El")
    page.line("Every command takes these options, too:")
    page.options(tool.arguments ?? [])
    page.ending()
    return page.text
  }
}

private struct CommandPage {
  let tool: String
  let command: HelpDump.Command
  let date: String

  var name: String { "\(tool)-\(command.commandName)" }

  private var arguments: [HelpDump.Argument] {
    (command.arguments ?? []).filter(\.shouldDisplay)
  }

  var text: String {
    var page = ManualText(title: name, abstract: command.abstract ?? "", date: date)
    page.section("SYNOPSIS")
    page.macro("Nm \(tool) \(command.commandName)")
    for argument in arguments { page.synopsis(argument) }
    page.section("DESCRIPTION")
    page.line(command.abstract ?? "")
    if let discussion = command.discussion {
      page.macro("Pp")
      page.paragraphs(discussion)
    }
    page.line("The arguments and options are:")
    page.options(arguments)
    page.ending()
    page.section("SEE ALSO")
    page.macro("Xr \(tool) 1")
    return page.text
  }
}
