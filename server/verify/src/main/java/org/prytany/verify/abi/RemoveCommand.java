package org.prytany.verify.abi;

import java.io.PrintWriter;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany abi remove`: takes an ABI away from the server. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Removes an ABI from those that the server reads when it starts.")
final class RemoveCommand implements Subcommand {

  @Parameters(paramLabel = "NAME", description = "A name that `prytany abi list` gives.")
  private String name = "";

  @Mixin private FolderChoice choice = new FolderChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AbiFolder folder = choice.folder();
    Contract contract = ShowCommand.named(folder, folder.contracts(), name);
    folder.remove(contract.name());
    PrintWriter out = spec.commandLine().getOut();
    out.println("Removed " + contract.name() + " from " + folder.path() + ".");
    out.println("Next: restart the server, and the signer where it runs alone.");
    out.flush();
    return 0;
  }
}
