package org.prytany.models;

import java.io.PrintWriter;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany model remove`: deletes a model's copy. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes the server's copy of a model. The folder that it was added from is left as it is."
    })
final class RemoveCommand implements Subcommand {

  @Parameters(paramLabel = "NAME", description = "A name that `prytany model list` gives.")
  private String name = "";

  @Mixin private RegistryChoice choice = new RegistryChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return choice.in(
        registry -> {
          registry.remove(name);
          out.println("Removed " + name + " from " + registry.folder() + ".");
          out.flush();
          return 0;
        });
  }
}
