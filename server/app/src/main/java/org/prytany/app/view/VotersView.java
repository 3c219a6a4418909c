package org.prytany.app.view;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.Voter;
import org.prytany.governance.voters.Voters;
import org.prytany.spi.Address;

/**
 * Who voted on a proposal, as far as logs were read.
 *
 * @param cast by direction, of all voters together
 * @param voters how many accounts voted
 * @param largest some of them, the heaviest first
 * @param next how many to leave out for those that follow; empty at the end
 * @param readTo the last block whose votes are in it; empty before the first was read
 * @param problem why none are read now, plain English
 */
public record VotersView(
    List<PartView> cast,
    int voters,
    List<VoterView> largest,
    Optional<Integer> next,
    Optional<DaoView.Synced> readTo,
    Optional<String> problem) {

  /**
   * What went one way.
   *
   * @param direction for, against, abstain; else the contract's number, which it does not explain
   * @param weight base units of the votes token
   */
  @Schema(name = "CastPart")
  public record PartView(String direction, String weight) {}

  /**
   * An account that voted.
   *
   * @param ours whether this server votes with it
   * @param followed whether the policy asks for its votes
   * @param votes how many it cast; 0 only where none of them was read
   * @param taken of them, what those who delegated to it voted otherwise, and is out of its weight
   * @param transaction of the newest one
   * @param reasons of its newest votes, as far as it gave any
   */
  public record VoterView(
      String account,
      String weight,
      List<PartView> parts,
      boolean ours,
      boolean followed,
      int votes,
      Optional<String> taken,
      String transaction,
      long block,
      List<ReasonView> reasons) {}

  /** A voter's own words, which nobody has checked. */
  public record ReasonView(String text, String transaction, long block) {}

  /**
   * @param followed the accounts whose votes the policy asks for
   */
  public static VotersView of(
      Dao dao,
      Voters.Page page,
      Optional<BlockRef> readTo,
      Set<Address> followed,
      Optional<String> problem) {
    return new VotersView(
        parts(page.sums()),
        page.all(),
        page.voters().stream().map(voter -> voter(dao, voter, followed)).toList(),
        page.next(),
        readTo.map(
            block ->
                new DaoView.Synced(
                    block.number(), Instant.ofEpochSecond(block.timestamp()).toString())),
        problem);
  }

  private static VoterView voter(Dao dao, Voter voter, Set<Address> followed) {
    VoteLog newest = voter.newest().getLast();
    return new VoterView(
        Checksummed.of(voter.account()),
        voter.weight().toString(),
        parts(voter.parts()),
        dao.voter().equals(Optional.of(voter.account())),
        followed.contains(voter.account()),
        voter.cast(),
        voter.taken().map(BigInteger::toString),
        newest.transactionHash(),
        newest.block(),
        voter.newest().stream()
            .filter(vote -> !vote.reason().isBlank())
            .map(vote -> new ReasonView(vote.reason(), vote.transactionHash(), vote.block()))
            .toList());
  }

  private static List<PartView> parts(List<VoteLog.Part> parts) {
    return parts.stream()
        .map(part -> new PartView(part.direction(), part.weight().toString()))
        .toList();
  }
}
