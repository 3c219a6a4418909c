package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void whatNobodyCanGoOnAfterEndsTheCommandAndIsSaid() {
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.addSubcommand("torn", new Torn());

    assertThat(Main.ended(commandLine, "torn")).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("NoSuchMethodError", "./prytany build");
  }

  @CommandLine.Command(name = "torn")
  private static final class Torn implements Runnable {
    @Override
    public void run() {
      throw new NoSuchMethodError("of a library's other version");
    }
  }

  @Test
  void helpNamesEveryCommandAndEndsWell() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("serve", "digest", "week", "status");
  }

  /** A list of commands has the first line of each one's description alone. */
  @Test
  void theFirstLineOfEachDescriptionIsASentence() {
    assertThat(firstLines(Main.commandLine()).toList())
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.endsWith("."), "ends with a full stop");
  }

  private static Stream<String> firstLines(CommandLine of) {
    return of.getSubcommands().values().stream()
        .flatMap(
            one ->
                Stream.concat(
                    Stream.of(one.getCommandSpec().usageMessage().description()[0]),
                    firstLines(one)));
  }

  @Test
  void whatIsNoCommandHasNoHelpAndEndsBadly() {
    for (String[] words :
        new String[][] {
          {"nonsense", "--help"},
          {"--help", "nonsense"},
          {"audit", "nonsense", "--help"},
          {"nonsense"}
        }) {
      assertThat(run(words)).as(String.join(" ", words)).isEqualTo(2);
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString()).contains("nonsense");
    }
    assertThat(run("audit", "--help")).isZero();
    assertThat(run("status", "nonsense", "--help")).isEqualTo(2);
  }

  @Test
  void evaluatingNothingSaysWhatCanBeMeasured() {
    assertThat(run("evaluate")).isNotZero();
    assertThat(err.toString()).contains("Say what to measure: claims");
  }

  @Test
  void aCorpusThatIsNotThereIsNamed(@TempDir Path folder) {
    Path missing = folder.resolve("nowhere");

    assertThat(run("evaluate", "claims", "--corpus", missing.toString())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("The corpus " + missing + " cannot be read.");
  }

  @Test
  void aSourceThatTheCorpusDoesNotHaveIsNamedWithThoseItHas(@TempDir Path folder) throws Exception {
    Path corpus =
        Files.writeString(
            folder.resolve("proposals-dev.jsonl"),
            "{\"id\":\"1\",\"source\":\"celo\",\"body\":\"b\",\"actions\":[{\"encoding\":\"json\"}]}\n");

    assertThat(run("evaluate", "claims", "--corpus", corpus.toString(), "--source", "aave"))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("No proposal with calls is of aave.", "There are: celo.");
  }

  @Test
  void aMissingProposalFileIsNamedInOneSentenceWithoutAStackTrace(@TempDir Path folder) {
    Path missing = folder.resolve("nowhere.md");

    assertThat(run("digest", missing.toString())).isEqualTo(Main.FAILED);

    assertThat(err.toString())
        .contains("The file " + missing + " cannot be read.")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }

  @Test
  void linesWithoutATargetFileAreRefusedBeforeAnythingStarts(@TempDir Path folder)
      throws Exception {
    Path lines = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\"}\n");

    assertThat(run("digest", "--jsonl", lines.toString())).isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("--out");
  }

  @Test
  void servingWithAMissingConfigurationNamesIt(@TempDir Path folder) {
    System.setProperty("prytany.home", folder.toString());
    try {
      assertThat(run("serve", "--config", folder.resolve("no.properties").toString()))
          .isEqualTo(Main.FAILED);
    } finally {
      System.clearProperty("prytany.home");
    }
    assertThat(err.toString()).contains("no.properties cannot be read").doesNotContain("Exception");
  }

  @Test
  void aTakenPortIsNamedWithItsRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      try {
        ServerProcess.refuseTakenPort(port);
      } catch (CommandFailure failure) {
        assertThat(failure).hasMessage("Port " + port + " is taken by another program.");
        assertThat(failure.remedy()).contains("--port");
        return;
      }
      throw new AssertionError("the taken port " + port + " was accepted");
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    int nobody = ServerProcess.freePort();

    assertThat(run("status", "--server", "http://127.0.0.1:" + nobody)).isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("No Prytany server answers at", "./prytany serve");
  }

  @Test
  void aWeekOfAServerThatDoesNotAnswerNamesTheNextStep() {
    int nobody = ServerProcess.freePort();

    assertThat(run("week", "--server", "http://127.0.0.1:" + nobody)).isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("No Prytany server answers at", "./prytany serve");
  }

  @Test
  void aProposalOfTheChainNeedsItsDao() {
    assertThat(run("digest", "--proposal", "42")).isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("--proposal needs --dao");
  }

  @Test
  void actionsThatAreNoListOfCallsAreRefusedBeforeAnythingStarts(@TempDir Path folder)
      throws Exception {
    Path text = Files.writeString(folder.resolve("a.md"), "# A\n");
    Path actions = Files.writeString(folder.resolve("calls.json"), "{\"target\": 1}");

    assertThat(run("digest", text.toString(), "--actions", actions.toString()))
        .isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("has no calls in a form that is known", "signature");
  }

  @Test
  void abisAreForAServerThatTheCommandStarts(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("a.md"), "# A\n");

    assertThat(run("digest", text.toString(), "--abi", folder.toString(), "--server", "http://x:1"))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("--abi and --token-list are for a server that this");
    assertThat(run("digest", text.toString(), "--token-list", folder.resolve("no").toString()))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString())
        .contains("The token list " + folder.resolve("no") + " cannot be read");
  }

  @Test
  void aChainIsThatOfCallsThatAreGiven(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("a.md"), "# A\n");
    Path actions = Files.writeString(folder.resolve("a.json"), "[]");

    assertThat(run("digest", text.toString(), "--chain", "1")).isEqualTo(Main.FAILED);
    assertThat(run("digest", text.toString(), "--actions", actions.toString(), "--chain", "0"))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("--chain 1 is for", "--chain 0 is for", "EIP-155");
  }

  @Test
  void markdownIsForOneProposal(@TempDir Path folder) throws Exception {
    Path lines = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\"}\n");

    assertThat(run("digest", "--jsonl", lines.toString(), "--out", "x.jsonl", "--markdown"))
        .isEqualTo(Main.FAILED);

    assertThat(err.toString()).contains("--markdown and --actions are for one FILE.md");
  }
}
