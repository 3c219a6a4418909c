package org.prytany.cli.audit;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import picocli.CommandLine.Option;

/** Which anchors a log is held against. */
final class AnchorOptions {

  @Option(
      names = "--anchor",
      paramLabel = "HASH",
      description = {
        "A transaction that anchored the log; needs --rpc. Without it all anchors of",
        "--anchor-account are looked for on the chain."
      })
  private List<String> hashes = new ArrayList<>();

  @Option(
      names = "--anchor-account",
      paramLabel = "ADDRESS",
      description = {
        "An account that anchors, again for each further one: an anchor by another one counts",
        "nothing. Unset: those that the log names, which is no more than its own word."
      })
  private List<String> told = new ArrayList<>();

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "JSON-RPC endpoint of the anchors' chain, best one of your own.")
  private @Nullable URI rpc;

  /**
   * What the chain has.
   *
   * @param anchors that count
   * @param problems parts of sentences about what was asked for and does not count
   * @param notes whole sentences
   */
  record Found(List<AnchorOnChain> anchors, List<String> problems, List<String> notes) {
    private static Found nothing() {
      return new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * @param named what the log names, read only if it is needed
   * @throws CommandFailure if the chain cannot be asked
   */
  Found find(Supplier<NamedAnchors> named) {
    Found found = Found.nothing();
    URI endpoint = rpc;
    if (endpoint == null) {
      if (!hashes.isEmpty() || !told.isEmpty()) {
        throw new CommandFailure(
            "An anchor stands on a chain, and no endpoint is named.", "Name one with --rpc.");
      }
      return found;
    }
    told.forEach(account -> require(account.matches("0x[0-9a-fA-F]{40}"), account, "account"));
    try {
      if (hashes.isEmpty()) {
        search(endpoint, named.get(), found);
      }
      for (String hash : hashes) {
        if (!hash.matches("0x[0-9a-fA-F]{64}")) {
          throw new CommandFailure(
              "'" + hash + "' is no transaction hash.", "Give 0x and 64 digits with --anchor.");
        }
        one(endpoint, hash.toLowerCase(Locale.ROOT), found);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "The endpoint of --rpc does not answer.", "Check it, or leave the anchors out.", e);
    }
    return found;
  }

  private static void require(boolean condition, String value, String what) {
    if (!condition) {
      throw new CommandFailure(
          "'" + value + "' is no " + what + ".", "Give 0x and 40 digits with --anchor-account.");
    }
  }

  private void one(URI endpoint, String hash, Found found) throws IOException {
    AnchorOnChain.Answer answer = AnchorOnChain.find(endpoint, hash);
    if (answer.anchor().isEmpty()) {
      found.problems().add("anchor " + hash + " does not count: " + answer.problem());
      return;
    }
    AnchorOnChain anchor = answer.anchor().get();
    if (!told.isEmpty() && told.stream().noneMatch(anchor.account()::equalsIgnoreCase)) {
      found.problems().add("anchor " + hash + " does not count: " + anchor.account() + " sent it");
      return;
    }
    found.anchors().add(anchor);
  }

  private void search(URI endpoint, NamedAnchors named, Found found) throws IOException {
    Set<String> accounts = new LinkedHashSet<>();
    told.forEach(account -> accounts.add(account.toLowerCase(Locale.ROOT)));
    if (accounts.isEmpty()) {
      accounts.addAll(named.accounts());
      if (accounts.isEmpty()) {
        throw new CommandFailure(
            "The log names no account that anchors it.",
            "Name the account with --anchor-account: 0x and 40 digits.");
      }
      found
          .notes()
          .add(
              "Note: that "
                  + String.join(" and ", accounts)
                  + " anchored it is the log's own word; see whether it is the account that you"
                  + " know, or name yours with --anchor-account.");
    }
    for (String account : accounts) {
      AnchorSearch.Found there = AnchorSearch.all(endpoint, account, named.transactions());
      found.anchors().addAll(there.anchors());
      if (there.anchors().isEmpty()) {
        found.problems().add("no anchor of " + account + " was found on the chain");
      }
      if (there.unseen() > 0) {
        found
            .notes()
            .add(
                "Note: "
                    + there.unseen()
                    + " of the "
                    + there.transactions()
                    + " transactions of "
                    + account
                    + (there.unseen() == 1 ? " was" : " were")
                    + " not looked at, and may be anchors: the endpoint keeps no old states, or"
                    + " there are too many of them. Use an archive endpoint to be sure.");
      }
    }
    named.accounts().stream()
        .filter(account -> !accounts.contains(account))
        .forEach(
            account ->
                found
                    .notes()
                    .add(
                        "Note: the log also names "
                            + account
                            + " as an account that anchored it; it was not looked at. If you know"
                            + " it, give it with a further --anchor-account."));
  }
}
