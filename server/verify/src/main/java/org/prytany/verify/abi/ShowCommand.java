package org.prytany.verify.abi;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.SafeText;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany abi show`: what an ABI, or all of them, say about functions. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows the functions of an ABI, or who says what about a selector.",
    footer = {"", "For example:", "  prytany abi show Pool", "  prytany abi show 0xa9059cbb"})
final class ShowCommand implements Subcommand {

  @Parameters(
      paramLabel = "NAME|SELECTOR",
      description = "A name that `prytany abi list` gives, or 0x and 8 digits.")
  private String what = "";

  @Mixin private FolderChoice choice = new FolderChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AbiFolder folder = choice.folder();
    Map<String, Contract> there = folder.contracts();
    Teaching teaching = new Teaching(there.values());
    PrintWriter out = spec.commandLine().getOut();
    if (what.matches("0x[0-9a-fA-F]{8}")) {
      selector(what.toLowerCase(Locale.ROOT), there, teaching, out);
    } else {
      Contract contract = named(folder, there, what);
      out.println(AddCommand.line(contract) + ".");
      out.println("From " + SafeText.words(contract.source()) + ".");
      for (KnownFunction function : contract.functions()) {
        out.println(
            "  "
                + function.selector()
                + "  "
                + function.signature()
                + "  "
                + teaching.taken(contract, function));
      }
    }
    out.flush();
    return 0;
  }

  private static void selector(
      String selector, Map<String, Contract> there, Teaching teaching, PrintWriter out) {
    Optional<KnownFunction> bundled = KnownFunctions.bundled().find(0, Address.ZERO, selector);
    bundled.ifPresent(
        known -> out.println("Prytany itself: " + known.signature() + "  " + known.knowledge()));
    boolean said = bundled.isPresent();
    for (Contract contract : there.values()) {
      for (KnownFunction function : contract.functions()) {
        if (function.selector().equals(selector)) {
          said = true;
          out.println(
              contract.name()
                  + ", of "
                  + contract.where()
                  + ": "
                  + function.signature()
                  + "  "
                  + teaching.taken(contract, function));
        }
      }
    }
    if (!said) {
      out.println("Nothing is known about " + selector + ": calls of it are unknown.");
      out.println("Add the ABI of the contract that has it: prytany abi add SOURCE");
    }
  }

  /**
   * @throws CommandFailure if there is no such ABI
   */
  static Contract named(AbiFolder folder, Map<String, Contract> there, String name) {
    Contract found = there.get(name + ".json");
    if (found == null) {
      throw new CommandFailure(
          "No ABI is called " + SafeText.words(name) + " in " + folder.path() + ".",
          there.isEmpty()
              ? "None is there yet; add one with `prytany abi add SOURCE`."
              : "`prytany abi list` gives the names.");
    }
    return found;
  }
}
