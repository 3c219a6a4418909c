package org.prytany.cli;

import picocli.CommandLine.Command;

/**
 * What the launcher does itself, before or without this program. The commands are here so that help
 * lists all there are.
 */
final class LauncherCommands {

  private LauncherCommands() {}

  private static CommandFailure launchersOwn(String name) {
    return new CommandFailure(
        "`prytany " + name + "` is done by the launcher.", "Run ./prytany " + name + " --help.");
  }

  @Command(name = "build", description = "Builds or rebuilds Prytany.")
  static final class Build implements Subcommand {
    @Override
    public Integer call() {
      throw launchersOwn("build");
    }
  }

  @Command(
      name = "test",
      description = "Runs one test class, for whoever works on Prytany (docs/contributing.md).")
  static final class Test implements Subcommand {
    @Override
    public Integer call() {
      throw launchersOwn("test");
    }
  }

  @Command(
      name = "gates",
      description = "Prints how far the comparison of texts with calls keeps its promises.")
  static final class Gates implements Subcommand {
    @Override
    public Integer call() {
      throw launchersOwn("gates");
    }
  }
}
