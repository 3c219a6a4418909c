package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.util.Optional;
import org.prytany.spi.Circumstances;

/**
 * What a strategy was told of the moment in which it decided, beside what stands in the proposal.
 *
 * @param secondsToDeadline until voting ended, by the chain's clock
 * @param forVotes so far, base units of the votes token
 * @param againstVotes so far, base units of the votes token
 * @param abstainVotes so far, base units of the votes token
 * @param quorum base units of the votes token; empty where the governor did not tell
 * @param history what became of the proposer's earlier proposals; empty where nobody asked, or it
 *     was not known
 */
public record Seen(
    long secondsToDeadline,
    BigInteger forVotes,
    BigInteger againstVotes,
    BigInteger abstainVotes,
    Optional<BigInteger> quorum,
    Optional<Circumstances.History> history) {}
