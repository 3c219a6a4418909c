package org.prytany.governance.decision;

import java.math.BigInteger;
import java.time.Instant;
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
 */
public record Decided(
    VoteDecision decision,
    String plugin,
    String contentHash,
    long block,
    BigInteger votingPower,
    Instant decidedAt) {}
