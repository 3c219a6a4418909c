package org.prytany.alerts.watch;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.hash.Checksum;

/** What lasts: told when it has lasted long enough, and then once a day while it does. */
final class Ailments {

  private static final int COIN_DECIMALS = 18;
  private static final String CHECK =
      "On the server: `./prytany check --config FILE` says what is wrong, and how to mend it.";

  private final Health health;
  private final WatchPlan plan;

  /** Since when each DAO is not served; forgotten with the process, which only delays the word. */
  private final Map<String, Instant> since = new HashMap<>();

  Ailments(Health health, WatchPlan plan) {
    this.health = health;
    this.plan = plan;
  }

  List<Alert> lasting(Instant now) {
    List<Alert> lasting = new ArrayList<>();
    Map<String, String> problems = health.problems();
    since.keySet().retainAll(problems.keySet());
    problems.forEach(
        (dao, problem) -> {
          Instant began = since.computeIfAbsent(dao, fresh -> now);
          if (Duration.between(began, now).compareTo(plan.notReadyAfter()) >= 0) {
            lasting.add(
                alert(
                    Kind.NOT_READY,
                    dao,
                    dao,
                    "Since " + began.truncatedTo(ChronoUnit.MINUTES) + ": " + problem,
                    CHECK,
                    now));
          }
        });
    for (Health.Wallet wallet : health.wallets()) {
      if (wallet.wei().compareTo(plan.walletLowWei()) < 0) {
        lasting.add(
            alert(
                Kind.WALLET_LOW,
                wallet.dao(),
                wallet.dao() + ":" + wallet.account(),
                "The "
                    + wallet.role()
                    + " "
                    + wallet.account()
                    + " has "
                    + new BigDecimal(wallet.wei(), COIN_DECIMALS)
                        .stripTrailingZeros()
                        .toPlainString()
                    + " of its chain's coin left for fees.",
                "Send coin to " + Checksum.of(wallet.account()) + " on its DAO's chain.",
                now));
      }
    }
    return lasting;
  }

  private static Alert alert(
      Kind kind, String dao, String what, String detail, String next, Instant now) {
    return new Alert(
        kind.word() + ":" + what + ":" + now.atZone(ZoneOffset.UTC).toLocalDate(),
        kind,
        now,
        dao,
        Optional.empty(),
        "",
        detail,
        next,
        Optional.empty());
  }
}
