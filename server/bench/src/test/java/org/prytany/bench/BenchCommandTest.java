package org.prytany.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void theCommandIsOfferedToTheLauncher() {
    assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(BenchCommand.class);
  }

  @Test
  void itsHelpNamesEveryOption() {
    String help = new CommandLine(new BenchCommand()).getUsageMessage();
    assertThat(help)
        .contains("--corpus", "--cores", "--json", "--no-node", "--device", "--only", "--limit")
        .contains("--votes", "--events", "--quarter", "VOTES", "INDEX", "QUARTER", "START");
  }

  @Test
  void sizesThatMakeNoSenseAreRefusedBeforeAnythingStarts() {
    assertThat(refusal("--cores", "0")).contains("--cores");
    assertThat(refusal("--rounds", "0")).contains("--rounds");
    assertThat(refusal("--votes", "0")).contains("--votes");
    assertThat(refusal("--device", "abacus")).contains("abacus");
  }

  private static String refusal(String... arguments) {
    AtomicReference<String> refused = new AtomicReference<>("");
    CommandLine line = new CommandLine(new BenchCommand());
    line.setOut(new PrintWriter(new StringWriter()));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          assertThat(failure).isInstanceOf(CommandFailure.class);
          refused.set(failure.getMessage());
          return 2;
        });
    assertThat(line.execute(arguments)).isEqualTo(2);
    return refused.get();
  }
}
