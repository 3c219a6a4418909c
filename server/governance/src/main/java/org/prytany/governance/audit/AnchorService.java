package org.prytany.governance.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * Anchors the log's head once a period. Whatever becomes of one anchor, the next one covers more:
 * nothing is tried twice within a period.
 */
public final class AnchorService {

  private static final String DUE = "anchor.due";
  private static final String SENT = "anchor.sent";
  private static final String CONFIRMED = "anchor.confirmed";
  private static final String NOT_VALID = "anchor.not-valid";

  private final AuditLog log;
  private final AuditRepository entries;
  private final AuditAnchor chain;
  private final Plan plan;
  private final InstantSource clock;

  /**
   * @param chainId where it is anchored
   * @param account whose transaction anchors it
   * @param period shortest time between two anchors
   */
  public record Plan(long chainId, Address account, Duration period) {}

  public AnchorService(
      AuditLog log, AuditRepository entries, AuditAnchor chain, Plan plan, InstantSource clock) {
    this.log = log;
    this.entries = entries;
    this.chain = chain;
    this.plan = plan;
    this.clock = clock;
  }

  /**
   * Anchors the head if it is due, and says in the log what became of the anchor before.
   *
   * @return what a person has to send, where nothing here can sign
   */
  public Optional<Anchor> turn() {
    Optional<AuditEntry> latest = log.latest(entry -> entry.act().startsWith("anchor."));
    latest.filter(entry -> entry.act().equals(SENT)).ifPresent(this::lookFor);
    Optional<AuditEntry> due = log.latest(entry -> entry.act().equals(DUE));
    if (due.isPresent() && clock.instant().isBefore(due.get().at().plus(plan.period()))) {
      return Optional.empty();
    }
    AuditHead head = log.head();
    if (head.sequence() == 0 || nothingNewSince(due)) {
      return Optional.empty();
    }
    Anchor anchor = new Anchor(head);
    Optional<String> sent =
        log.announced(
            AuditLog.SERVER,
            DUE,
            head.text(),
            Map.of(
                "chainId", Long.toString(plan.chainId()),
                "account", plan.account().hex(),
                "data", anchor.data()),
            () -> chain.send(plan.chainId(), plan.account(), anchor.data()));
    sent.ifPresent(
        hash -> log.append(AuditLog.SERVER, SENT, head.text(), Map.of("transaction", hash)));
    return sent.isPresent() ? Optional.empty() : Optional.of(anchor);
  }

  /** Entries about anchors alone are nothing that needs an anchor. */
  private boolean nothingNewSince(Optional<AuditEntry> due) {
    return due.isPresent()
        && log.latest(entry -> !entry.act().startsWith("anchor."))
            .filter(entry -> entry.sequence() > due.get().sequence())
            .isEmpty();
  }

  private void lookFor(AuditEntry sent) {
    String hash = sent.details().getOrDefault("transaction", "");
    chain
        .find(plan.chainId(), hash)
        .ifPresent(
            found -> {
              String problem = problem(found);
              log.append(
                  AuditLog.SERVER,
                  problem.isEmpty() ? CONFIRMED : NOT_VALID,
                  sent.subject(),
                  problem.isEmpty()
                      ? Map.of("transaction", hash, "block", Long.toString(found.block()))
                      : Map.of("transaction", hash, "problem", problem));
            });
  }

  /**
   * Whether a transaction vouches for this log.
   *
   * @return the problem as part of a sentence; "" if there is none
   */
  public String check(String transactionHash) {
    return chain
        .find(plan.chainId(), transactionHash)
        .map(this::problem)
        .orElse("the chain has no such transaction in a block");
  }

  private String problem(AuditAnchor.Found found) {
    return Anchor.problem(
        found,
        plan.account(),
        sequence ->
            entries.from(sequence, 1).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst());
  }
}
