package org.prytany.app.view;

import java.util.Map;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.spi.Address;

/** Says an effect as an order, with short accounts and names: "pay 5 USDC to Writers". */
final class HeadlineWording {

  private static final int LONGEST_NAME = 30;
  private static final Pattern ACCOUNT = Pattern.compile("\\b0[xX][0-9a-fA-F]{40}\\b");

  private final Map<Address, String> labels;
  private final EffectWording whole;

  HeadlineWording(Map<Address, String> labels) {
    this.labels = labels;
    this.whole = new EffectWording(labels);
  }

  String order(Change change) {
    String words = (change.isElsewhere() ? "on " + change.chain() + ", " : "") + here(change);
    return accountsShort(words);
  }

  private String here(Change change) {
    String contract = name(change.contract());
    String to = change.to().map(this::name).orElse("nobody");
    return switch (change) {
      case Change.Transfer moved -> "pay " + EffectWording.amount(moved) + " to " + to;
      case Change.Allowance allowed ->
          allowed.amount().signum() == 0
              ? "end the " + EffectWording.asset(allowed) + " allowance of " + to
              : "let " + to + " spend " + EffectWording.amount(allowed);
      case Change.Role role ->
          role.granted()
              ? "give " + to + " the role " + role.name() + " on " + contract
              : "take the role " + role.name() + " on " + contract + " from " + to;
      case Change.Owner owner -> "make " + to + " the " + owner.title() + " of " + contract;
      case Change.Code code -> "replace code of " + contract;
      case Change.Setting set -> "set " + set.name() + " of " + contract + whole.change(set);
      case Change.Control set -> "change who controls " + contract + ": " + set.name();
      case Change.Ended ended -> "end the code of " + contract;
      case Change.Unexplained call -> "make an unknown call to " + contract;
    };
  }

  /** What kind of change it is, where the order itself is too long. */
  String kind(Change change) {
    return switch (change) {
      case Change.Transfer moved -> "Payment to " + change.to().map(this::name).orElse("nobody");
      case Change.Allowance allowed ->
          "Allowance for " + change.to().map(this::name).orElse("nobody");
      case Change.Role role -> "Change of a role on " + name(change.contract());
      case Change.Owner owner -> "New owner of " + name(change.contract());
      case Change.Code code -> "New code of " + name(change.contract());
      case Change.Setting set -> "Change of a setting of " + name(change.contract());
      case Change.Control set -> "Change of who controls " + name(change.contract());
      case Change.Ended ended -> "End of the code of " + name(change.contract());
      case Change.Unexplained call -> "Unknown call to " + name(change.contract());
    };
  }

  private String name(Address address) {
    String label = labels.get(address);
    return label == null
        ? shortened(Checksummed.of(address))
        : label.length() <= LONGEST_NAME ? label : label.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** Words whose accounts are short; where the whole ones stand is the caller's matter. */
  static String accountsShort(String words) {
    return ACCOUNT.matcher(words).replaceAll(account -> shortened(account.group()));
  }

  private static String shortened(String whole) {
    return whole.substring(0, 6) + "…" + whole.substring(whole.length() - 4);
  }
}
