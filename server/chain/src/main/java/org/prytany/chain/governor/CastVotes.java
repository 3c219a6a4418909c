package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.governor.GovernorReader.CastVote;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/**
 * Adds up what an account voted on one proposal, in one event or several: with fractional counting
 * an account may vote in parts, and in several directions.
 */
final class CastVotes {
  private static final Map<String, Support> KNOWN = known();

  private final Address account;
  private final BigInteger proposalId;
  private final Map<Support, BigInteger> weights = new TreeMap<>();
  private final List<String> others = new ArrayList<>();
  private BigInteger total = BigInteger.ZERO;
  private Optional<VoteLog> last = Optional.empty();

  CastVotes(Address account, BigInteger proposalId) {
    this.account = account;
    this.proposalId = proposalId;
  }

  private static Map<String, Support> known() {
    Map<String, Support> words = new TreeMap<>();
    for (Support support : Support.values()) {
      words.put(VoteEvents.word(support), support);
    }
    return words;
  }

  /** Takes a vote into account if it is the account's on the proposal. */
  void add(VoteLog vote) {
    if (!vote.voter().equals(account) || !vote.proposal().proposalId().equals(proposalId)) {
      return;
    }
    last = Optional.of(vote);
    for (VoteLog.Part part : vote.parts()) {
      total = total.add(part.weight());
      Optional.ofNullable(KNOWN.get(part.direction()))
          .ifPresentOrElse(
              support -> weights.merge(support, part.weight(), BigInteger::add),
              () ->
                  others.add(
                      "the governor's number "
                          + part.direction()
                          + " with weight "
                          + part.weight()));
    }
  }

  /** The vote that the events come to; empty if there was none on the proposal. */
  Optional<CastVote> of() {
    return last.map(
        vote ->
            new CastVote(
                account,
                others.isEmpty() ? weights : Map.of(),
                words(),
                total,
                vote.transactionHash(),
                vote.block()));
  }

  private String words() {
    List<String> parts = new ArrayList<>();
    weights.forEach((support, weight) -> parts.add(support + " with weight " + weight));
    parts.addAll(others);
    return parts.isEmpty() ? "voted with no weight" : "voted " + String.join(" and ", parts);
  }
}
