package org.prytany.verify.abi;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany abi add`: puts published ABIs where the server reads them. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Adds ABIs to those that the server reads when it starts. Asks no network.",
      "",
      "SOURCE is a JSON file (an ABI, a Foundry, Hardhat or Truffle artifact, what Etherscan's API"
          + " answers, or Sourcify's metadata.json, a descriptor of ERC-7730), a script with an ABI as a constant, a folder with such files in it, or a package as"
          + " `npm pack` writes it. What is there already is not added again. If one file cannot be"
          + " read, nothing is added."
    },
    footer = {
      "",
      "For example:",
      "  prytany abi add out/ --config prytany.properties",
      "  prytany abi add aave-dao-1.0.0.tgz",
      "  prytany abi add Pool.json --address 0x… --chain 1"
    })
final class AddCommand implements Subcommand {

  private static final int MOST_SHOWN = 20;

  @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Where the ABIs are.")
  private List<Path> sources = List.of();

  @Mixin private FolderChoice choice = new FolderChoice();

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description =
          "The one contract that the ABI is about, with --chain. That is stronger than a selector"
              + " alone: it also says which of two functions is meant.")
  private @Nullable String address;

  @Option(names = "--chain", paramLabel = "ID", description = "The chain of --address.")
  private @Nullable Long chain;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<OperatorAbi.Binding> binding = binding();
    AbiFolder folder = choice.folder();
    Map<String, Contract> there = folder.contracts();
    Sources read = new Sources();
    sources.forEach(read::read);
    read.refuseProblems();
    List<Contract> found = bound(read, binding);
    List<Contract> fresh = Teaching.fresh(there, found);
    if (there.size() + fresh.size() > OperatorFiles.MOST_FILES) {
      throw new CommandFailure(
          "Nothing was added: with "
              + fresh.size()
              + " more, "
              + folder.path()
              + " would have more than the "
              + OperatorFiles.MOST_FILES
              + " ABIs that a server reads.",
          "Name a smaller folder, or remove some with `prytany abi remove NAME`.");
    }
    if (!fresh.isEmpty()) {
      folder.put(fresh);
    }
    List<Contract> all = new ArrayList<>(there.values());
    all.addAll(fresh);
    say(folder, read, found.size() - fresh.size(), fresh, new Teaching(all));
    return 0;
  }

  private Optional<OperatorAbi.Binding> binding() {
    if (address == null && chain == null) {
      return Optional.empty();
    }
    if (address == null || chain == null) {
      throw new CommandFailure(
          "--address and --chain belong together.",
          "Give both, e.g. --address 0x… --chain 1, or neither.");
    }
    if (!address.matches("0x[0-9a-fA-F]{40}") || chain < 1) {
      throw new CommandFailure(
          "--address " + address + " --chain " + chain + " is no contract on a chain.",
          "Give 0x and 40 hexadecimal digits, and the chain's number.");
    }
    return Optional.of(new OperatorAbi.Binding(chain, new Address(address)));
  }

  private List<Contract> bound(Sources read, Optional<OperatorAbi.Binding> binding) {
    List<Contract> found = read.contracts();
    if (found.isEmpty()) {
      throw new CommandFailure(
          "Nothing was added: no ABI is there"
              + (read.without() > 0 ? ", in " + read.without() + " files" : "")
              + ".",
          "Name the folder of the build's artifacts, e.g. out/ (Foundry) or artifacts/ (Hardhat).");
    }
    if (binding.isEmpty()) {
      return found;
    }
    if (found.size() > 1) {
      throw new CommandFailure(
          "Nothing was added: there are "
              + found.size()
              + " ABIs, and --address can be only one contract's.",
          "Name the one file that is about " + binding.get().address() + ".");
    }
    return List.of(found.getFirst().boundTo(binding));
  }

  private void say(
      AbiFolder folder, Sources read, int known, List<Contract> fresh, Teaching teaching) {
    PrintWriter out = spec.commandLine().getOut();
    if (fresh.isEmpty()) {
      out.println("Nothing to add: " + folder.path() + " has all of it.");
    } else {
      out.println("Added to " + folder.path() + ":");
      fresh.stream().limit(MOST_SHOWN).forEach(each -> out.println("  " + line(each)));
      if (fresh.size() > MOST_SHOWN) {
        out.println("  and " + (fresh.size() - MOST_SHOWN) + " more; `prytany abi list` has all");
      }
    }
    if (known > 0 && !fresh.isEmpty()) {
      out.println("There already, or twice among them: " + known + ".");
    }
    if (read.without() > 0) {
      out.println("Passed over, without a function that changes anything: " + read.without() + ".");
    }
    read.tooLarge()
        .forEach(
            name ->
                out.println(
                    "Passed over, larger than " + (OperatorFiles.LARGEST >> 20) + " MiB: " + name));
    List<String> conflicts = teaching.conflicts(fresh);
    if (!conflicts.isEmpty()) {
      out.println("Selectors that two functions have:");
      conflicts.forEach(each -> out.println("  " + each));
      out.println(
          "  Such a call stays unknown, or what Prytany itself knows, unless an ABI is bound to the");
      out.println("  contract that is called: add its file with --address and --chain.");
    }
    if (!fresh.isEmpty()) {
      out.println();
      out.println("Next: restart the server, and the signer where it runs alone.");
      out.println(
          "A name lowers no finding by itself: such a call stays with a person unless the text says all of it.");
    }
    out.flush();
  }

  static String line(Contract contract) {
    long named =
        contract.functions().stream()
            .filter(function -> !Teaching.isBundled(function))
            .map(KnownFunction::signature)
            .distinct()
            .count();
    int all = contract.functions().size();
    return contract.name()
        + ": "
        + all
        + (all == 1 ? " function" : " functions")
        + " of "
        + contract.where()
        + ", "
        + (named == 0
            ? "Prytany knows all of them itself"
            : named + " that Prytany does not know itself");
  }
}
