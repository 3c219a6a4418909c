package org.prytany.check.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Publishers;
import org.prytany.host.inspect.SignedEntries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * `prytany plugin verify`: who signed a WAR, and whether a server that names publishers takes it.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Says who signed a plugin (as jarsigner does it), and whether a server that names publishers"
          + " would take it.",
      "Ends with 0 if it would, and without --trust if somebody signed it; with 1 otherwise."
    })
public final class VerifyCommand implements Subcommand {

  @Parameters(paramLabel = "WAR", description = "The plugin's file.")
  private Path war = Path.of("");

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "Certificates of publishers, as prytany.plugins.trust names them.")
  private @Nullable Path trust;

  @Option(
      names = "--revoked",
      paramLabel = "SERIAL",
      split = ",",
      description = "Serial numbers that count no more, as prytany.plugins.revoked has them.")
  private Set<String> revoked = Set.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(war)) {
      throw new CommandFailure("There is no file " + war + ".", "Name a plugin's WAR.");
    }
    for (String serial : revoked) {
      if (!serial.matches("[0-9a-fA-F]{1,64}")) {
        throw new CommandFailure(
            "'" + serial + "' is no hexadecimal serial number.",
            "Give --revoked as keytool prints serial numbers.");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("sha256 " + Inspection.sha256(war));
    SignedEntries signed = SignedEntries.of(war);
    signed.names().forEach(name -> out.println("signed by " + Columns.safe(name)));
    List<String> against = trust == null ? unsigned(signed) : publishers(trust).against(war);
    against.forEach(why -> out.println("REFUSED: " + Columns.safe(why)));
    if (against.isEmpty()) {
      out.println(
          trust == null
              ? "Who that is, and whether you trust them, --trust says."
              : "A server with these publishers takes its signature.");
    }
    return against.isEmpty() ? 0 : 1;
  }

  private static List<String> unsigned(SignedEntries signed) {
    return signed.names().isEmpty() && signed.broken().isEmpty()
        ? List.of("it is not signed")
        : signed.broken();
  }

  private Publishers publishers(Path file) {
    try {
      return Publishers.read(Optional.of(file), revoked);
    } catch (PrytanyException e) {
      throw new CommandFailure(
          "In " + file + " no certificate can be read.",
          "Put X.509 certificates in PEM there, as `keytool -exportcert -rfc` writes them.",
          e);
    }
  }
}
