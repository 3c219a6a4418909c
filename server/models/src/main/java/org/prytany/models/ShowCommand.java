package org.prytany.models;

import java.io.PrintWriter;
import java.util.Optional;
import org.prytany.cli.Subcommand;
import org.prytany.inference.registry.ModelEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany model show`: what is known of a model, after all of it was read again. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a model with the SHA-256 of each file, and reads every byte again to see whether they"
          + " still hold."
    })
final class ShowCommand implements Subcommand {

  @Parameters(
      paramLabel = "NAME",
      description = "A name that `prytany model list` gives, e.g. remote:house.")
  private String name = "";

  @Mixin private RegistryChoice choice = new RegistryChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<ConfiguredWriters.Endpoint> endpoint = choice.writers().find(name);
    if (endpoint.isPresent()) {
      show(out, endpoint.get());
      return 0;
    }
    return choice.in(
        registry -> {
          ModelEntry entry = registry.entry(name);
          out.println(entry.name());
          row(out, "role", entry.role().word());
          row(out, "format", entry.format().word() + ", graph " + entry.graph());
          row(out, "parameters", Words.parameters(entry.parameters()));
          row(out, "context", entry.context() > 0 ? Words.tokens(entry.context()) : "not said");
          row(out, "licence", entry.licence());
          row(out, "source", entry.source());
          row(out, "sha256", entry.sha256() + "  of the lines below, as sha256sum prints them");
          entry
              .files()
              .forEach(
                  (file, known) ->
                      out.println(
                          "  "
                              + known.sha256()
                              + "  "
                              + Words.printable(file)
                              + "  "
                              + Words.size(known.size())));
          out.flush();
          registry.verified(entry);
          out.println("All files are as they were when the model was added.");
          out.flush();
          return 0;
        });
  }

  private static void show(PrintWriter out, ConfiguredWriters.Endpoint endpoint) {
    out.println("remote:" + endpoint.name());
    row(out, "role", "write");
    row(out, "model", endpoint.model() + ", by name alone: nobody knows what really answers");
    row(out, "key", endpoint.hasKey() ? "one is sent" : "none");
    row(
        out,
        "encrypted",
        endpoint.plain() ? "not required (allow-plain)" : "unless on this machine");
    row(out, "patience", endpoint.timeout());
    out.println("`prytany check` asks it whether it has the model.");
    out.flush();
  }

  private static void row(PrintWriter out, String name, String value) {
    out.println(String.format("  %-12s%s", name, Words.printable(value)));
  }
}
