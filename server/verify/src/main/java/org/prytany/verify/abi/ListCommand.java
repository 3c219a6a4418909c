package org.prytany.verify.abi;

import java.io.PrintWriter;
import java.util.Map;
import org.prytany.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `prytany abi list`: which ABIs the server reads. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the ABIs that the server reads when it starts.")
final class ListCommand implements Subcommand {

  @Mixin private FolderChoice choice = new FolderChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AbiFolder folder = choice.folder();
    Map<String, Contract> there = folder.contracts();
    PrintWriter out = spec.commandLine().getOut();
    if (there.isEmpty()) {
      out.println("No ABI is in " + folder.path() + ".");
      out.println("Add those that your DAO publishes: prytany abi add SOURCE");
    } else {
      out.println(folder.path() + ":");
      there.values().forEach(contract -> out.println("  " + AddCommand.line(contract)));
      out.println("`prytany abi show NAME` lists the functions of one.");
    }
    out.flush();
    return 0;
  }
}
