package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final BigDecimal WORTH_A_NOTE = BigDecimal.valueOf(10);
  private static final BigDecimal WORTH_A_LOOK = BigDecimal.valueOf(25);
  private static final BigDecimal NEARLY_ALL = BigDecimal.valueOf(90);
  private static final int MOST_ALONE = 3;

  void run() {
    Map<Address, Integer> paid = paid();
    Set<String> called = new HashSet<>();
    List<AccountFacts> first = new ArrayList<>();
    for (AccountFacts facts : comparison.facts().accounts()) {
      Integer effect = paid.get(facts.account());
      if (effect != null && facts.recent() == Answer.YES) {
        comparison
            .amber(FindingCode.FRESH_CONTRACT, effect)
            .say(
                "%s gets value, and is a contract that was made only lately.",
                comparison.name(facts.account()));
      }
      if (effect != null && facts.paidBefore() == Answer.NO) {
        first.add(facts);
      }
      for (DecodedAction action : comparison.actions()) {
        Called.all(action).forEach(call -> calls(call, action.index(), facts, called));
      }
    }
    firstTime(first.stream().filter(AccountCheck::isUntouched).toList(), paid, Severity.AMBER);
    firstTime(first.stream().filter(facts -> !isUntouched(facts)).toList(), paid, Severity.NOTE);
    alikeAmongThemselves(paid);
    shares();
  }

  /** Who gets value that leaves the treasury, with the first effect that gives it. */
  private Map<Address, Integer> paid() {
    Map<Address, Integer> paid = new LinkedHashMap<>();
    comparison
        .effects(Change.OfValue.class)
        .forEach(
            (i, given) ->
                given
                    .to()
                    .filter(to -> given.amount().signum() > 0 && !stays(to))
                    .ifPresent(to -> paid.putIfAbsent(to, i)));
    return paid;
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
              && comparison.effects(Change.Unexplained.class).values().stream()
                  .noneMatch(
                      effect -> !effect.isElsewhere() && effect.contract().equals(facts.account()));
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
  }

  /** Two payees that a hurried reader takes for one, or one that was paid before. */
  private void alikeAmongThemselves(Map<Address, Integer> paid) {
    Set<Address> before =
        comparison.facts().accounts().stream()
            .filter(facts -> facts.paidBefore() == Answer.YES)
            .map(AccountFacts::account)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<Address> others = new LinkedHashSet<>(before);
    others.addAll(paid.keySet());
    LookAlikes lookAlikes = new LookAlikes(others);
    paid.forEach(
        (account, effect) -> {
          // Of two that look alike, the one that was paid before is not the suspect.
          boolean said = comparison.known().alike(account).isPresent() || before.contains(account);
          Optional<Address> other =
              said ? Optional.empty() : lookAlikes.of(account, each -> !each.equals(account));
          other.ifPresent(
              alike ->
                  comparison
                      .red(FindingCode.LOOKALIKE_ADDRESS, effect)
                      .say(
                          "%s looks like %s, which %s, and is another address.",
                          account,
                          comparison.name(alike),
                          before.contains(alike) ? "the treasury paid before" : "is paid as well"));
        });
  }

  private void shares() {
    Map<Address, BigInteger> leaving = new LinkedHashMap<>();
    Map<Address, Integer> first = new LinkedHashMap<>();
    comparison
        .effects(Change.Transfer.class)
        .forEach(
            (i, moved) -> {
              if (moved.id().isEmpty()
                  && (moved.isCarried() || !moved.isElsewhere())
                  && comparison.dao().holds(moved.from())
                  && (moved.isElsewhere() || moved.to().filter(this::stays).isEmpty())) {
                leaving.merge(moved.contract(), moved.amount(), BigInteger::add);
                first.putIfAbsent(moved.contract(), i);
              }
            });
    leaving.forEach(
        (asset, amount) -> {
          BigInteger held = comparison.facts().holdings().getOrDefault(asset, BigInteger.ZERO);
          if (held.signum() > 0) {
            share(amount, held, first.getOrDefault(asset, -1));
          }
        });
  }

  private boolean stays(Address to) {
    return comparison.isOwn(to) || comparison.dao().holds(to);
  }

  private void share(BigInteger amount, BigInteger held, int effect) {
    BigDecimal percent =
        new BigDecimal(amount.multiply(HUNDRED))
            .divide(new BigDecimal(held), MathContext.DECIMAL128);
    if (percent.compareTo(WORTH_A_NOTE) < 0) {
      return;
    }
    Severity severity =
        percent.compareTo(NEARLY_ALL) >= 0
            ? Severity.RED
            : percent.compareTo(WORTH_A_LOOK) >= 0 ? Severity.AMBER : Severity.NOTE;
    comparison
        .finding(severity, FindingCode.SHARE_OF_TREASURY, effect)
        .say(
            "%s %% of all %s that the treasury holds leaves it.",
            percent.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString(),
            comparison.symbol((Change.OfValue) comparison.effects().get(effect)));
  }
}
