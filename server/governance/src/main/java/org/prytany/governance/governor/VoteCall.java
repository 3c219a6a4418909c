package org.prytany.governance.governor;

import java.math.BigInteger;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.VoteDecision;

/**
 * The call that casts a decided vote: the server makes it, and the signer makes it anew from what
 * its own endpoint says.
 */
public sealed interface VoteCall {

  /** The one call that casts it. */
  record Made(PlannedCall call) implements VoteCall {}

  /**
   * It cannot be cast so.
   *
   * @param why plain English
   */
  record Cannot(String why) implements VoteCall {}

  /** Bits of a part, as governors take parts: uint128. */
  int MOST_BITS = 128;

  /** Why votes that are too few for their shares are not cast, in plain English. */
  static String tooFew(VoteDecision.Split split, BigInteger votes) {
    return "The account's votes cannot be parted so ("
        + split.shares().words()
        + "): they are only "
        + votes
        + " base units of the votes token, and rounding would make it another vote.";
  }

  /**
   * The call that casts a vote, or why there is none. The governor is asked anew what a vote means.
   *
   * @param account who votes: what its votes come to at the snapshot is what is parted
   * @throws org.prytany.governance.failure.PrytanyException as GovernorReader says
   */
  static VoteCall of(
      GovernorReader reader,
      GovernorCalls calls,
      Dao dao,
      ProposalContent proposal,
      Address account,
      VoteDecision.Vote vote) {
    reader.forget(dao);
    return switch (vote) {
      case VoteDecision.Cast cast -> {
        Integer number = reader.supports(dao).get(cast.support());
        yield number == null
            ? new Cannot("The governor's COUNTING_MODE has no number for " + cast.support() + ".")
            : new Made(calls.vote(dao, proposal, number, cast.reason()));
      }
      case VoteDecision.Split split -> {
        if (!reader.inParts(dao)) {
          yield new Cannot(
              "The governor's COUNTING_MODE does not take a vote in parts ("
                  + split.shares().words()
                  + ").");
        }
        BigInteger votes = reader.votingPower(dao, account, proposal.voteStart());
        if (!split.shares().canPart(votes)) {
          yield new Cannot(tooFew(split, votes));
        }
        yield votes.bitLength() > MOST_BITS
            ? new Cannot("The account has more votes than a governor takes in parts: " + votes)
            : new Made(
                calls.voteInParts(dao, proposal, split.shares().parts(votes), split.reason()));
      }
    };
  }
}
