package org.prytany.bench.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;

/**
 * The test that plays a quarter in simulated time. Its world is test code, and is not part of any
 * archive: so it is run where it is, from the sources.
 */
public final class QuarterRun {

  private static final String TEST = "QuarterTest";
  private static final Pattern RESULT =
      Pattern.compile("A quarter of .*met / due = (\\d++) / (\\d++) = .*+");

  private final Installation installation;
  private final PrintWriter out;

  public QuarterRun(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  /**
   * @throws CommandFailure if there are no sources here, or the test does not say what came of it
   */
  public ObjectNode quarter(int proposals) throws IOException, InterruptedException {
    Process test =
        new ProcessBuilder(
                installation.home().resolve("prytany").toString(),
                "test",
                TEST,
                "-Dprytany.quarter=" + proposals)
            .directory(installation.home().toFile())
            .redirectErrorStream(true)
            .start();
    Optional<Matcher> result = Optional.empty();
    try (BufferedReader lines = test.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher found = RESULT.matcher(line);
        if (found.find()) {
          result = Optional.of(found);
        }
      }
    }
    boolean passed = test.waitFor() == 0;
    Matcher found =
        result.orElseThrow(
            () ->
                new CommandFailure(
                    "The simulated quarter could not be played.",
                    "It needs Prytany's sources and Maven: `./prytany test "
                        + TEST
                        + "` says more."));
    out.println(found.group());
    out.flush();
    return ApiClient.JSON
        .createObjectNode()
        .put("proposals", proposals)
        .put("met", Long.parseLong(found.group(1)))
        .put("due", Long.parseLong(found.group(2)))
        .put("passed", passed);
  }
}
