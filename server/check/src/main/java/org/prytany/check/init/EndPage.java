package org.prytany.check.init;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.prytany.cli.OperatorConfig;
import org.prytany.governance.chain.LocalChains;

/** Says what was written, what is missing, and what to do next. */
final class EndPage {

  private EndPage() {}

  static void print(PrintWriter out, Plan plan, ConfigFolder folder) {
    out.println(
        "Written: "
            + folder.settings()
            + ", and "
            + ConfigFolder.POLICY
            + " beside it"
            + signer(plan)
            + ".");
    out.println();
    out.println("What is missing, or worth a look:");
    missing(plan).forEach(line -> out.println("  * " + line));
    out.println();
    out.println("Next:");
    out.println("  ./prytany check --config " + folder.settings());
    out.println("  ./prytany serve --config " + folder.settings());
  }

  private static String signer(Plan plan) {
    return plan.voter().isPresent() ? " and " + OperatorConfig.SIGNER_FILE : "";
  }

  private static List<String> missing(Plan plan) {
    List<String> missing = new ArrayList<>();
    boolean real = !LocalChains.IDS.contains(plan.chainId());
    if (plan.voter().isEmpty()) {
      missing.add("No key: the server reads, digests and compares, and signs nothing.");
    } else {
      missing.add(
          "The keystore's password: put it into "
              + ConfigFolder.PASSWORD
              + " beside the other files, and let nobody else read it (chmod 600).");
      if (real && plan.store().isEmpty()) {
        missing.add("A MongoDB (prytany.store.uri): on this chain nothing is signed without one.");
      }
    }
    if (SettingsPage.embedded(plan)) {
      missing.add("A MongoDB: not needed while nothing is signed (prytany.store.uri).");
    }
    if (plan.plugins().isEmpty()) {
      missing.add("Plugins: none is built here, so nothing is digested. Run ./prytany build.");
    }
    missing.add("Rules: every vote is left to a person (policy.yaml, docs/policy.md).");
    if (plan.funds().isEmpty()) {
      missing.add(
          "Safes and vaults that hold what the DAO has: they cannot be found from the governor;"
              + " name them in prytany.dao."
              + plan.id()
              + ".funds, or payments out of them count as a stranger's.");
    }
    if (plan.found().accounts().size() > 1 && !plan.funds().contains(plan.found().governor())) {
      missing.add(
          "The governor itself has coin, beside the treasury: if it is the DAO's, name it in"
              + " prytany.dao."
              + plan.id()
              + ".funds.");
    }
    if (plan.found().since().isEmpty()) {
      missing.add(
          "The first block: the endpoint does not show it, and all is read from block 0 (prytany.dao."
              + plan.id()
              + ".from-block).");
    }
    missing.add(
        "People: nobody may act as an operator (prytany.operators), and nobody is told (docs/alerts.md).");
    missing.add(
        "Tokens: symbols and decimals are the contracts' own word (prytany.decode.token-list).");
    return missing;
  }
}
