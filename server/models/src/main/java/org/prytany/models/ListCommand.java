package org.prytany.models;

import java.io.PrintWriter;
import java.util.List;
import org.prytany.cli.Subcommand;
import org.prytany.inference.registry.ModelEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `prytany model list`: which models the server has. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the models that were added, the endpoints that are configured, and who of them writes"
            + " about what. `prytany model show NAME` says more of one.")
final class ListCommand implements Subcommand {

  @Mixin private RegistryChoice choice = new RegistryChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return choice.in(
        registry -> {
          List<ModelEntry> entries = registry.entries();
          if (entries.isEmpty()) {
            out.println("No model is in " + registry.folder() + ".");
            out.println("Add one: prytany model add DIR --role write");
          } else {
            out.println(registry.folder() + ":");
            entries.forEach(entry -> out.println("  " + Words.line(entry)));
          }
          choice.writers().lines().forEach(out::println);
          out.flush();
          return 0;
        });
  }
}
