package org.prytany.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `prytany signer`: the signer alone, for a user of its own. */
@Command(
    name = "signer",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the process that holds the keys, alone.",
      "`prytany serve` starts one for itself, unless told --no-signer."
    },
    footer = {"", "docs/operating.md says how to give it a user of its own."})
public final class SignerCommand implements Subcommand {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration file that the server reads, too.")
  private Path config = Path.of("");

  @Option(
      names = "--signer-config",
      paramLabel = "FILE",
      description = "The signer's own file (default: signer.properties beside the other).")
  private Path signer = Path.of("");

  @Option(
      names = "--accept-rollback",
      description = {
        "Once, after the signer refused a journal that was rolled back:",
        "approvals that were kept before do not count any more."
      })
  private boolean acceptRollback;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            SignerProcess.command(
                Installation.current(), config, OperatorConfig.signerFile(config, signer)));
    if (acceptRollback) {
      words.add("--accept-rollback");
    }
    Process process = new ProcessBuilder(words).inheritIO().start();
    Thread onExit = new Thread(process::destroy, "stop-signer");
    Runtime.getRuntime().addShutdownHook(onExit);
    return process.waitFor();
  }
}
