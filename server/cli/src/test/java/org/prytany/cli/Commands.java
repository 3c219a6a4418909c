package org.prytany.cli;

import picocli.CommandLine;

/** The whole command line, for tests of commands in other packages. */
public final class Commands {

  private Commands() {}

  /** Explains failures as `prytany` does. */
  public static CommandLine all() {
    return Main.commandLine();
  }
}
