package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * A recorded decision: nothing is voted without one.
 *
 * @param decision what the strategy decided, after the host's own checks
 * @param plugin "id version" of the strategy
 * @param contentHash of the proposal decided on
 * @param block the situation was pinned to
 * @param votingPower base units of the votes token
 * @param decidedAt when
 * @param seal of {@link #canonical}; "" before it is sealed
 * @param seen what else a strategy was told, to ask it again later; nothing is done by it, and no
 *     seal covers it. Empty where no strategy was asked.
 */
public record Decided(
    VoteDecision decision,
    String plugin,
    String contentHash,
    long block,
    BigInteger votingPower,
    Instant decidedAt,
    String seal,
    Optional<Seen> seen) {

  /** Where nothing else is known of what was seen. */
  public Decided(
      VoteDecision decision,
      String plugin,
      String contentHash,
      long block,
      BigInteger votingPower,
      Instant decidedAt,
      String seal) {
    this(decision, plugin, contentHash, block, votingPower, decidedAt, seal, Optional.empty());
  }

  /** Not sealed yet. */
  public Decided(
      VoteDecision decision,
      String plugin,
      String contentHash,
      long block,
      BigInteger votingPower,
      Instant decidedAt) {
    this(decision, plugin, contentHash, block, votingPower, decidedAt, "");
  }

  /** In the place of a plugin: the house took it as it stands, whatever the calls come to. */
  public static final String WHATEVER_THE_EFFECTS = "host, whatever its calls come to";

  /**
   * Whether it stays when the effects change: an operator's, who signed no effects with it, or one
   * that was taken in the last moment on effects that change all the time; and never a vote for
   * them.
   */
  public boolean holdsWhateverTheEffects() {
    boolean boundToNone =
        plugin.equals(WHATEVER_THE_EFFECTS) || decision.rule().equals(OperatorDecision.RULE);
    return boundToNone && decision instanceof VoteDecision.Vote vote && !vote.goes(Support.FOR);
  }

  public Decided sealed(String its) {
    return new Decided(decision, plugin, contentHash, block, votingPower, decidedAt, its, seen);
  }

  /** With what the strategy was told. */
  public Decided having(Seen told) {
    return new Decided(
        decision, plugin, contentHash, block, votingPower, decidedAt, seal, Optional.of(told));
  }

  /** What is sealed: all of it but the seal and what was seen, as "0x" and SHA-256. */
  public String canonical() {
    CanonicalBytes bytes = new CanonicalBytes("prytany-decision-1");
    switch (decision) {
      case VoteDecision.Cast cast ->
          bytes.add("cast").add(cast.support().name()).add(cast.rule()).add(cast.reason());
      case VoteDecision.Split split -> {
        bytes.add("split").add(split.rule()).add(split.reason());
        bytes.add(split.shares().inFavour()).add(split.shares().against());
        bytes.add(split.shares().abstaining());
      }
      case VoteDecision.Refrain refrain ->
          bytes.add("refrain").add(refrain.rule()).add(refrain.reason());
      case VoteDecision.Escalate escalate ->
          bytes.add("escalate").add(escalate.rule()).add(escalate.reason());
      case VoteDecision.NotYet notYet ->
          bytes.add("not-yet").add(notYet.rule()).add(notYet.reason());
    }
    bytes.add(plugin).add(contentHash).add(block).add(votingPower);
    return bytes.add(decidedAt.toEpochMilli()).sha256();
  }
}
