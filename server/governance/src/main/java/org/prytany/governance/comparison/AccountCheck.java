package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.effects.ChainFacts.AccountFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** What the chain says of the accounts that are called and paid, and of how much leaves. */
record AccountCheck(Comparison comparison) {

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final int WORTH_A_NOTE = 10;
  private static final int WORTH_A_LOOK = 25;
  private static final int NEARLY_ALL = 90;
  private static final int MOST_ALONE = 3;

  void run() {
    Map<Address, Integer> paid = paid();
    Set<String> called = new HashSet<>();
    List<AccountFacts> first = new ArrayList<>();
    for (AccountFacts facts : comparison.facts().accounts()) {
      Integer effect = paid.get(facts.account());
      if (effect != null) {
        recent(facts, effect);
      }
      if (effect != null && facts.paidBefore() == Answer.NO) {
        first.add(facts);
      }
      for (DecodedAction action : comparison.actions()) {
        calls(action, action.index(), facts, called);
      }
    }
    firstTime(first.stream().filter(AccountCheck::isUntouched).toList(), paid, Severity.AMBER);
    firstTime(first.stream().filter(facts -> !isUntouched(facts)).toList(), paid, Severity.NOTE);
    alikeAmongThemselves();
    shares();
  }

  /** Who gets value that leaves the treasury, with the first effect that gives it. */
  private Map<Address, Integer> paid() {
    Map<Address, Integer> paid = new LinkedHashMap<>();
    for (int i = 0; i < comparison.effects().size(); i++) {
      if (comparison.effects().get(i) instanceof Change.OfValue given
          && given.amount().signum() > 0
          && given.to().isPresent()
          && !comparison.isOwn(given.to().get())
          && !comparison.holds(given.to().get())) {
        paid.putIfAbsent(given.to().get(), i);
      }
    }
    return paid;
  }

  private void recent(AccountFacts facts, int effect) {
    if (facts.recent() == Answer.YES) {
      comparison
          .amber(FindingCode.FRESH_CONTRACT, effect)
          .say(
              comparison.name(facts.account())
                  + " gets value, and is a contract that was made only lately.");
    }
  }

  private static boolean isUntouched(AccountFacts facts) {
    return facts.code() == Answer.NO && facts.used() == Answer.NO;
  }

  /** Many accounts that were never paid before are one thing to know. */
  private void firstTime(
      List<AccountFacts> accounts, Map<Address, Integer> paid, Severity severity) {
    if (accounts.size() <= MOST_ALONE) {
      for (AccountFacts facts : accounts) {
        String name = comparison.name(facts.account());
        firstTime(severity, name, "there", "its key", paid.getOrDefault(facts.account(), -1));
      }
    } else {
      String all = accounts.size() + " of the accounts that get value";
      Address first = accounts.getFirst().account();
      firstTime(severity, all, "any of them", "their keys", paid.getOrDefault(first, -1));
    }
  }

  private void firstTime(Severity severity, String whom, String where, String key, int effect) {
    String untouched =
        "; nothing was ever sent from " + where + ", so that nobody has shown to hold " + key + ".";
    comparison
        .finding(severity, FindingCode.FIRST_TIME_RECIPIENT, effect)
        .say(
            "The treasury has not paid %s before, as far as its logs were searched%s",
            whom, severity == Severity.AMBER ? untouched : ".");
  }

  private void calls(DecodedAction action, int index, AccountFacts facts, Set<String> called) {
    // What is said of an account was asked of this chain.
    if (!action.isElsewhere()
        && action.target().equals(facts.account())
        && action.calldata().length() > 2) {
      String name = comparison.name(facts.account());
      if (facts.code() == Answer.NO && called.add("code " + name)) {
        boolean carriesValue = action.valueWei().signum() > 0;
        comparison
            .finding(carriesValue ? Severity.AMBER : Severity.RED, FindingCode.TARGET_WITHOUT_CODE)
            .inCall(index)
            .say(
                "Call %s asks %s to do something, and there is no contract at that address: %s",
                index + 1,
                name,
                carriesValue ? "it only gets the coin that is sent along." : "nothing happens.");
      }
      boolean unknown =
          facts.code() != Answer.NO
              && facts.knownInterface() == Answer.NO
              && comparison.effects().stream()
                  .noneMatch(
                      effect ->
                          effect instanceof Change.Unexplained
                              && !effect.isElsewhere()
                              && effect.contract().equals(facts.account()));
      if (unknown && called.add("interface " + name)) {
        comparison
            .amber(FindingCode.TARGET_UNVERIFIED)
            .inCall(index)
            .say(
                "Call %s goes to %s, whose functions are not all known here: what the call does"
                    + " was only seen in the simulation.",
                index + 1, name);
      }
    }
    action.nested().forEach(nested -> calls(nested, index, facts, called));
  }

  /** Two payees that a hurried reader takes for one, or one that was paid before. */
  private void alikeAmongThemselves() {
    Set<Address> accounts = new LinkedHashSet<>(paid().keySet());
    Set<Address> before = new LinkedHashSet<>();
    for (AccountFacts facts : comparison.facts().accounts()) {
      if (facts.paidBefore() == Answer.YES) {
        before.add(facts.account());
      }
    }
    Map<Address, Integer> paid = paid();
    Set<Address> others = new LinkedHashSet<>(before);
    others.addAll(accounts);
    LookAlikes lookAlikes = new LookAlikes(others);
    for (Address account : accounts) {
      if (comparison.lookAlike(account).isPresent()) {
        continue;
      }
      // Of two that look alike, the one that was paid before is not the suspect.
      boolean known = before.contains(account);
      Optional<Address> other =
          known ? Optional.empty() : lookAlikes.of(account, each -> !each.equals(account));
      other.ifPresent(
          alike ->
              comparison
                  .red(FindingCode.LOOKALIKE_ADDRESS, paid.getOrDefault(account, -1))
                  .say(
                      "%s looks like %s%s",
                      account,
                      comparison.name(alike),
                      before.contains(alike)
                          ? ", which the treasury paid before, and is another address."
                          : ", which is paid as well, and is another address."));
    }
  }

  private void shares() {
    Map<Address, BigInteger> leaving = new LinkedHashMap<>();
    Map<Address, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < comparison.effects().size(); i++) {
      if (comparison.effects().get(i) instanceof Change.Transfer moved
          && moved.id().isEmpty()
          && (moved.isCarried() || !moved.isElsewhere())
          && comparison.dao().holds(moved.from())
          && (moved.isElsewhere() || !stays(moved))) {
        leaving.merge(moved.contract(), moved.amount(), BigInteger::add);
        first.putIfAbsent(moved.contract(), i);
      }
    }
    leaving.forEach(
        (asset, amount) -> {
          BigInteger held = comparison.facts().holdings().getOrDefault(asset, BigInteger.ZERO);
          if (held.signum() > 0) {
            share(asset, amount, held, first.getOrDefault(asset, -1));
          }
        });
  }

  private boolean stays(Change.Transfer moved) {
    return moved.to().filter(to -> comparison.isOwn(to) || comparison.holds(to)).isPresent();
  }

  private void share(Address asset, BigInteger amount, BigInteger held, int effect) {
    BigInteger hundredfold = amount.multiply(HUNDRED);
    if (hundredfold.compareTo(held.multiply(BigInteger.valueOf(WORTH_A_NOTE))) < 0) {
      return;
    }
    Severity severity =
        hundredfold.compareTo(held.multiply(BigInteger.valueOf(NEARLY_ALL))) >= 0
            ? Severity.RED
            : hundredfold.compareTo(held.multiply(BigInteger.valueOf(WORTH_A_LOOK))) >= 0
                ? Severity.AMBER
                : Severity.NOTE;
    BigDecimal percent =
        new BigDecimal(hundredfold).divide(new BigDecimal(held), 1, RoundingMode.HALF_UP);
    comparison
        .finding(severity, FindingCode.SHARE_OF_TREASURY, effect)
        .say(
            percent.stripTrailingZeros().toPlainString()
                + " % of all "
                + comparison.symbol((Change.OfValue) comparison.effects().get(effect))
                + " that the treasury holds leaves it.");
  }
}
