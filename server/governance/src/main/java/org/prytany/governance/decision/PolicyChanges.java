package org.prytany.governance.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.statement.PolicyConfirmation;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.VoteStrategy;

/**
 * Puts changed voting rules into force while the server runs, and only those whose file an operator
 * named by its hash, with a signature. Until then the old ones stay. Thread-safe.
 */
public final class PolicyChanges {

  /** How long a confirmation counts. */
  static final Duration COUNTS = Duration.ofHours(1);

  private final Plugins plugins;
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final AuditLog audit;
  private final InstantSource clock;

  /** Digests of confirmations that were used, until they expire. */
  private final Map<String, Instant> used = new HashMap<>();

  /**
   * @param operators who may confirm
   */
  public PolicyChanges(
      Plugins plugins,
      Set<Address> operators,
      SignatureCheck signatures,
      AuditLog audit,
      InstantSource clock) {
    this.plugins = plugins;
    this.operators = Set.copyOf(operators);
    this.signatures = signatures;
    this.audit = audit;
    this.clock = clock;
  }

  /** What waits for a confirmation; empty if nothing does, or no strategy runs. */
  public Optional<ChangedRules> waiting() {
    return plugins.strategy().flatMap(VoteStrategy::changed);
  }

  /**
   * What an operator signs to put the changed rules into force.
   *
   * @param dao whose operator signs; the rules are those of all DAOs
   * @throws PrytanyException APPROVAL_REFUSED if nothing waits, or it cannot be used;
   *     PLUGIN_UNAVAILABLE
   */
  public PolicyConfirmation prepare(Dao dao, Address operator) {
    ChangedRules changed = usable(strategy());
    return new PolicyConfirmation(
        dao.chainId(),
        dao.governor(),
        changed.sha256(),
        changed.replaces(),
        operator,
        clock.instant().plus(COUNTS).getEpochSecond(),
        "");
  }

  /**
   * Puts the changed rules into force.
   *
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong; PLUGIN_UNAVAILABLE;
   *     PLUGIN_FAULT; CHAIN_UNAVAILABLE if an operator's contract cannot be asked
   */
  public synchronized void confirm(PolicyConfirmation confirmation) {
    Instant now = clock.instant();
    Address operator = confirmation.operator();
    if (!operators.contains(operator)) {
      throw refused(operator + " is no operator of this server (prytany.operators).");
    }
    Instant expiry = Instant.ofEpochSecond(confirmation.expiry());
    if (!expiry.isAfter(now)) {
      throw refused("It has expired: sign a new one.");
    }
    if (expiry.isAfter(now.plus(COUNTS))) {
      throw refused("It counts for longer than an hour: sign one that this server made.");
    }
    TypedData data = confirmation.data();
    used.values().removeIf(until -> !until.isAfter(now));
    String digest = TypedData.hex(data.digest());
    if (used.containsKey(digest)) {
      throw refused("It was used already: sign a new one.");
    }
    if (!signatures.signed(
        confirmation.chainId(), operator, data.digest(), confirmation.signature())) {
      throw refused("The signature is not " + operator + "'s.");
    }
    VoteStrategy strategy = strategy();
    ChangedRules changed = usable(strategy);
    if (!changed.sha256().equals(confirmation.sha256())) {
      throw refused("It names another file than the one that waits now: look at the file again.");
    }
    if (!changed.replaces().equals(confirmation.replaces())) {
      throw refused("Other rules are in force now than those that it replaces: sign a new one.");
    }
    Map<String, String> details =
        Map.of(
            "sha256", confirmation.sha256(),
            "replaces", confirmation.replaces(),
            "expiry", Long.toString(confirmation.expiry()),
            "signature", confirmation.signature());
    audit.append(operator.hex(), "policy.confirmed", strategy.id(), details);
    used.put(digest, expiry);
    strategy.adopt(confirmation.sha256());
    audit.append(
        AuditLog.SERVER,
        "policy.in-force",
        strategy.id(),
        Map.of("sha256", confirmation.sha256(), "version", strategy.version()));
  }

  private VoteStrategy strategy() {
    return plugins
        .strategy()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.PLUGIN_UNAVAILABLE,
                    "No policy plugin is running, so none can be changed."));
  }

  private static ChangedRules usable(VoteStrategy strategy) {
    ChangedRules changed =
        strategy.changed().orElseThrow(() -> refused("No changed policy file is waiting."));
    if (!changed.problem().isEmpty()) {
      throw refused("The changed policy file cannot be used. " + changed.problem());
    }
    return changed;
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, why);
  }
}
