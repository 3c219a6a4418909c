package org.prytany.link;

/** How a process of plugins ended, in words that docs/operating.md goes on from. */
final class ExitCode {

  private ExitCode() {}

  static String words(int exit) {
    return "exit code "
        + exit
        + switch (exit) {
          case 3 -> " (its heap was full, or a plugin exited so)";
          case 134 -> " (it crashed in native code)";
          case 137 -> " (it was killed, perhaps by Linux for want of memory)";
          default -> "";
        };
  }
}
