package org.prytany.policies;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.prytany.cli.CommandFailure;
import picocli.CommandLine;

/** What a call of `prytany policy` said. */
record Called(int exit, String out, String err) {

  /**
   * @param arguments after `prytany policy`
   */
  static Called with(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new PolicyCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof CommandFailure known) {
            err.append(known.getMessage()).append(" | ").append(known.remedy());
            return 2;
          }
          throw failure;
        });
    int exit = line.execute(arguments);
    return new Called(exit, out.toString(), err.toString());
  }
}
