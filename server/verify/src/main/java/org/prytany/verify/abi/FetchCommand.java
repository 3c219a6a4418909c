package org.prytany.verify.abi;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.RpcCodeHashes;
import org.prytany.chain.decode.RpcImplementations;
import org.prytany.chain.decode.SafeText;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany abi fetch`: the ABI of a verified contract, for the code that it has now. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a server of verified contracts (Sourcify's API, version 2) for a contract's ABI.",
      "",
      "Which server is asked stands in prytany.decode.sourcify-url; without it nobody is. The ABI is"
          + " bound to the contract and to the hash of its code, as the DAO's own endpoint tells it:"
          + " with other code the contract's calls are unknown again. Of a proxy, the contract is"
          + " asked about whose code it runs. What is there already for that code is not asked again."
    },
    footer = {"", "For example:", "  prytany abi fetch 1 0x… --config prytany.properties"})
final class FetchCommand implements Subcommand {

  private static final String SOURCE = "prytany.decode.sourcify-url";
  private static final String MATCH = "prytany.decode.sourcify-match";

  @Parameters(index = "0", paramLabel = "CHAIN", description = "The chain's number.")
  private long chain;

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "The contract.")
  private String address = "";

  @Mixin private FolderChoice choice = new FolderChoice();

  @Option(
      names = "--source",
      paramLabel = "URL",
      description = "The server to ask, instead of " + SOURCE + ".")
  private @Nullable String source;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "The chain's endpoint, instead of that of a configured DAO on that chain.")
  private @Nullable URI rpc;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!address.matches("0x[0-9a-fA-F]{40}") || chain < 1) {
      throw new CommandFailure(
          SafeText.words(address) + " on chain " + chain + " is no contract.",
          "Give the chain's number, then 0x and 40 hexadecimal digits.");
    }
    AbiFolder folder = choice.folder();
    Map<String, Contract> there = folder.contracts();
    URI endpoint = endpoint();
    try (Endpoints endpoints = new Endpoints(Map.of(chain, endpoint), RpcOptions.DEFAULT)) {
      fetch(folder, there, endpoints.of(chain));
      return 0;
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "Check the endpoint, then run the command again.", e);
    }
  }

  private void fetch(AbiFolder folder, Map<String, Contract> there, JsonRpc rpc) {
    Address named = new Address(address);
    Optional<Address> runs = RpcImplementations.of(rpc, named);
    Address contract = runs.orElse(named);
    String code =
        RpcCodeHashes.of(rpc, contract)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "There is no contract at " + contract + " on chain " + chain + ".",
                        "Compare the address and the chain's number."));
    PrintWriter out = spec.commandLine().getOut();
    runs.ifPresent(
        it -> out.println(named + " runs the code of " + it + ", which is asked about."));
    OperatorAbi.Binding binding = new OperatorAbi.Binding(chain, contract, Optional.of(code));
    List<String> older = new ArrayList<>();
    for (Contract each : there.values()) {
      if (each.binding().equals(Optional.of(binding))) {
        out.println("Nothing to ask: " + each.name() + " is about the code that it has.");
        out.flush();
        return;
      }
      boolean before =
          each.binding()
              .filter(bound -> bound.codeHash().isPresent())
              .map(bound -> bound.chainId() == chain && bound.address().equals(contract))
              .orElse(false);
      if (before) {
        older.add(each.name());
      }
    }
    Contract fresh = Teaching.fresh(there, List.of(published(binding, code))).getFirst();
    if (there.size() + 1 - older.size() > OperatorFiles.MOST_FILES) {
      throw new CommandFailure(
          "Nothing was added: a server reads " + OperatorFiles.MOST_FILES + " ABIs.",
          "Remove some with `prytany abi remove NAME`.");
    }
    folder.put(List.of(fresh));
    older.forEach(folder::remove);
    out.println("Added to " + folder.path() + ":");
    out.println("  " + AddCommand.line(fresh));
    older.forEach(name -> out.println("In place of " + name + ", which was about other code."));
    out.println();
    out.println("Next: restart the server, and the signer where it runs alone.");
    out.println(
        "A name lowers no finding by itself: such a call stays with a person unless the text says"
            + " all of it.");
    out.flush();
  }

  private Contract published(OperatorAbi.Binding binding, String code) {
    String asked = text(source, SOURCE);
    if (asked.isEmpty()) {
      throw new CommandFailure(
          "No server of verified contracts is configured, and none is asked without that.",
          "Set " + SOURCE + " in the configuration, or give --source URL.");
    }
    String match = text(null, MATCH);
    if (!match.matches("|exact|match")) {
      throw new CommandFailure(
          MATCH + " is " + SafeText.words(match) + ", and has to be exact or match.",
          "Correct it in the configuration.");
    }
    VerifiedContracts.Published found =
        new Sourcify(asked)
            .of(binding.chainId(), binding.address())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        binding.address() + " is not verified there.",
                        "Add its ABI from a file with `prytany abi add`."));
    if (!found.exact() && !match.equals("match")) {
      throw new CommandFailure(
          binding.address()
              + " is verified there by its code alone, not with the names and comments of its"
              + " source; nothing was added.",
          "Set " + MATCH + "=match if that is enough for you: names can then be others'.");
    }
    if (!found.codeHash().equals(code)) {
      throw new CommandFailure(
          "What is verified there is other code than the chain's endpoint has at "
              + binding.address()
              + "; nothing was added.",
          "Ask who is right: the contract was replaced, or one of the two is wrong.");
    }
    String name = Sources.name(found.name().orElse("contract"));
    List<KnownFunction> functions = functions(found);
    return new Contract(name, Optional.of(binding), "verified contract", found.abi(), functions);
  }

  private static List<KnownFunction> functions(VerifiedContracts.Published found) {
    try {
      List<KnownFunction> functions = OperatorFiles.functions(found.abi(), "verified contract");
      if (!functions.isEmpty()) {
        return functions;
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The ABI that is published there cannot be read: " + e.getMessage() + ".",
          "Add it from a file with `prytany abi add`.",
          e);
    }
    throw new CommandFailure(
        "The contract has no function that changes anything; nothing was added.",
        "Compare the address.");
  }

  /** What was given, else what the configuration says; "" for neither. */
  private String text(@Nullable String given, String key) {
    return given != null ? given.strip() : choice.setting(key);
  }

  private URI endpoint() {
    URI given = rpc;
    if (given != null) {
      return given;
    }
    Pattern ofDao = Pattern.compile("prytany\\.dao\\.([^.]+)\\.chain-id");
    for (String key : choice.keys()) {
      Matcher dao = ofDao.matcher(key);
      if (dao.matches() && choice.setting(key).equals(Long.toString(chain))) {
        String url = choice.setting("prytany.dao." + dao.group(1) + ".rpc-url");
        if (!url.isEmpty()) {
          return URI.create(url);
        }
      }
    }
    throw new CommandFailure(
        "No endpoint of chain " + chain + " is known, to ask which code the contract has.",
        "Give --rpc URL, or name the configuration of a server with a DAO on that chain.");
  }
}
