package org.prytany.governance.proposal;

import java.math.BigInteger;
import java.util.OptionalLong;
import org.prytany.governance.chain.BlockRef;

/**
 * A proposal as the chain has it at one block.
 *
 * @param state IGovernor.state
 * @param forVotes base units of the votes token
 * @param againstVotes base units of the votes token
 * @param abstainVotes base units of the votes token
 * @param quorum base units needed at the proposal's snapshot; 0 while the snapshot lies ahead
 * @param clock the governor's clock now, in timepoints
 * @param clockIsTimestamp whether timepoints are Unix seconds; else block numbers
 * @param etaSeconds Unix time from which the timelock executes it; empty unless queued
 * @param at the block everything is pinned to
 */
public record ChainView(
    ProposalState state,
    BigInteger forVotes,
    BigInteger againstVotes,
    BigInteger abstainVotes,
    BigInteger quorum,
    long clock,
    boolean clockIsTimestamp,
    OptionalLong etaSeconds,
    BlockRef at) {}
