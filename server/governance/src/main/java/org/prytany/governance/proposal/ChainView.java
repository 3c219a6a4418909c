package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.prytany.governance.chain.BlockRef;

/**
 * A proposal as the chain has it at one block.
 *
 * @param state IGovernor.state
 * @param forVotes base units of the votes token
 * @param againstVotes base units of the votes token
 * @param abstainVotes base units of the votes token
 * @param quorum base units needed at the proposal's snapshot; 0 while the snapshot lies ahead, and
 *     empty where the governor does not tell
 * @param clock the governor's clock now, in timepoints
 * @param clockIsTimestamp whether timepoints are Unix seconds; else block numbers
 * @param etaSeconds Unix time from which the timelock executes it; empty unless queued
 * @param at the block everything is pinned to
 * @param deadline timepoint at which voting ends as the governor says now, which may be later than
 *     it was when it was proposed; empty where it does not say
 * @param pulse how fast the clock runs
 * @param queues whether what passed has to be queued before it is executed; where it does not,
 *     there is no timelock to wait for
 * @param lapsesSeconds Unix time from which it can be executed no more; empty unless queued where
 *     that is told
 */
public record ChainView(
    ProposalState state,
    BigInteger forVotes,
    BigInteger againstVotes,
    BigInteger abstainVotes,
    Optional<BigInteger> quorum,
    long clock,
    boolean clockIsTimestamp,
    OptionalLong etaSeconds,
    BlockRef at,
    OptionalLong deadline,
    Pulse pulse,
    boolean queues,
    OptionalLong lapsesSeconds) {

  /** Where nothing says that it lapses. */
  public ChainView(
      ProposalState state,
      BigInteger forVotes,
      BigInteger againstVotes,
      BigInteger abstainVotes,
      BigInteger quorum,
      long clock,
      boolean clockIsTimestamp,
      OptionalLong etaSeconds,
      BlockRef at,
      OptionalLong deadline,
      Pulse pulse,
      boolean queues) {
    this(
        state,
        forVotes,
        againstVotes,
        abstainVotes,
        Optional.of(quorum),
        clock,
        clockIsTimestamp,
        etaSeconds,
        at,
        deadline,
        pulse,
        queues,
        OptionalLong.empty());
  }

  /** Where neither deadline nor pulse is known, and what passed is queued. */
  public ChainView(
      ProposalState state,
      BigInteger forVotes,
      BigInteger againstVotes,
      BigInteger abstainVotes,
      BigInteger quorum,
      long clock,
      boolean clockIsTimestamp,
      OptionalLong etaSeconds,
      BlockRef at) {
    this(
        state,
        forVotes,
        againstVotes,
        abstainVotes,
        quorum,
        clock,
        clockIsTimestamp,
        etaSeconds,
        at,
        OptionalLong.empty(),
        Pulse.UNKNOWN,
        true);
  }

  /** Where what passed is queued before it is executed. */
  public ChainView(
      ProposalState state,
      BigInteger forVotes,
      BigInteger againstVotes,
      BigInteger abstainVotes,
      BigInteger quorum,
      long clock,
      boolean clockIsTimestamp,
      OptionalLong etaSeconds,
      BlockRef at,
      OptionalLong deadline,
      Pulse pulse) {
    this(
        state,
        forVotes,
        againstVotes,
        abstainVotes,
        quorum,
        clock,
        clockIsTimestamp,
        etaSeconds,
        at,
        deadline,
        pulse,
        true);
  }

  /**
   * The same, with when it lapses. A time before it opens, or that has come while the governor
   * still has it as queued, is none.
   */
  public ChainView lapsing(OptionalLong seconds) {
    boolean isAhead =
        seconds.isPresent()
            && seconds.getAsLong() > etaSeconds.orElse(Long.MAX_VALUE)
            && seconds.getAsLong() > at.timestamp();
    return new ChainView(
        state,
        forVotes,
        againstVotes,
        abstainVotes,
        quorum,
        clock,
        clockIsTimestamp,
        etaSeconds,
        at,
        deadline,
        pulse,
        queues,
        isAhead ? seconds : OptionalLong.empty());
  }

  /**
   * The same, over for good: for what lapses without a word of the governor, which has it as queued
   * for ever.
   */
  public ChainView expired() {
    return new ChainView(
        ProposalState.EXPIRED,
        forVotes,
        againstVotes,
        abstainVotes,
        quorum,
        clock,
        clockIsTimestamp,
        OptionalLong.empty(),
        at,
        deadline,
        pulse,
        queues,
        OptionalLong.empty());
  }

  /**
   * The same; where nothing said this time when it lapses, it lapses when it was known to before,
   * as long as it is queued for the same time.
   */
  public ChainView after(ChainView known) {
    boolean isQueuedAsBefore =
        state == ProposalState.QUEUED
            && known.state == ProposalState.QUEUED
            && etaSeconds.equals(known.etaSeconds);
    return lapsesSeconds.isEmpty() && isQueuedAsBefore ? lapsing(known.lapsesSeconds) : this;
  }

  /** Whether it waits to be queued. */
  public boolean isToBeQueued() {
    return state == ProposalState.SUCCEEDED && queues;
  }

  /** Whether it waits to be executed, now or once its timelock is over. */
  public boolean isToBeExecuted() {
    return state == ProposalState.QUEUED || (state == ProposalState.SUCCEEDED && !queues);
  }

  /** Whether nobody can say how much time is left until a timepoint. */
  public boolean timeIsUnknown() {
    boolean unmeasured = pulse.otherChains() && pulse.secondsPerTimepoint().isEmpty();
    // Voting that is open behind its own end is counted by another clock.
    boolean contradicted = state == ProposalState.ACTIVE && clock > deadline.orElse(Long.MAX_VALUE);
    return !clockIsTimestamp && (unmeasured || contradicted);
  }

  /**
   * How a clock that counts blocks runs, measured.
   *
   * @param otherChains whether it counts another chain's blocks, as on some rollups
   * @param secondsPerTimepoint measured; empty where it was not measured yet
   */
  public record Pulse(boolean otherChains, OptionalDouble secondsPerTimepoint) {

    public static final Pulse UNKNOWN = new Pulse(false, OptionalDouble.empty());
  }
}
