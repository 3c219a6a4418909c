package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A DAO.
 *
 * @param voter the account that votes here
 * @param voteKey what its key may and until when, where it may only vote or was revoked
 * @param executor the account that queues and executes here
 * @param balances of all holders together
 * @param holders the accounts that hold what the DAO has, the treasury first
 * @param dangers plain English: who may move what the holders have apart from votes; none before
 *     the first look
 * @param counts of its proposals by how they stand
 * @param kept what became of the votes and payouts that fell due
 * @param labels names by address
 * @param ensNames by address, of accounts that its newest proposals and votes name: what the
 *     Ethereum Name Service calls them on its chain; nothing is decided by them
 * @param explorer where an address of its chain is shown, with {address} in its place
 * @param organisation name of what its governor is one of several of
 * @param kind what its governor was found to be; empty before it was asked
 */
public record DaoView(
    String id,
    String name,
    long chainId,
    String governor,
    String treasury,
    int approvalThreshold,
    List<String> treasurers,
    boolean votes,
    boolean executes,
    Optional<String> voter,
    Optional<VoteKey> voteKey,
    Optional<String> executor,
    Optional<Synced> synced,
    int proposals,
    Counts counts,
    KeptView kept,
    List<Balance> balances,
    List<Holder> holders,
    List<String> dangers,
    Map<String, String> labels,
    Map<String, String> ensNames,
    Optional<String> explorer,
    Optional<String> organisation,
    Optional<GovernorKind> kind,
    Optional<String> problem) {

  /**
   * @param family as in the configuration
   * @param title plain English
   * @param limits what does not work with it, in plain English
   * @param supports the contract's numbers by for, against and abstain; empty where they are not
   *     known, so that nobody can vote safely
   * @param inParts whether it counts a vote that goes in several directions
   * @param votesToken the contract that takes delegations
   */
  public record GovernorKind(
      String family,
      String title,
      List<String> limits,
      Map<String, Integer> supports,
      boolean inParts,
      Optional<String> votesToken) {}

  /**
   * @param name in the signer's file
   * @param until when it ends; empty if it was revoked without an end
   * @param secondsLeft 0 once it is over
   * @param revoked whether it was revoked
   * @param words plain English
   */
  public record VoteKey(
      String name, Optional<String> until, long secondsLeft, boolean revoked, String words) {}

  /**
   * Proposals by how they stand.
   *
   * @param open not over yet
   * @param stopped of those that are open, how many a finding stops that no treasurer lifted
   * @param unjudged of those that are open, how many are not compared yet: they may be stopped
   */
  @Schema(name = "ProposalCounts")
  public record Counts(int all, int open, int stopped, int unjudged, int closed) {}

  /** Up to where the chain was read. */
  public record Synced(long block, String at) {}

  /** The role of the account that the governor executes from. */
  public static final String TREASURY = "treasury";

  /** The role of any further account of the DAO. */
  public static final String FUNDS = "funds";

  /**
   * An account of the DAO.
   *
   * @param role {@link #TREASURY} or {@link #FUNDS}
   */
  public record Holder(
      String account,
      @Schema(enumeration = {"treasury", "funds"}) String role,
      List<Balance> balances) {}

  /** What the DAO's accounts hold of one asset; {@code amount} in base units. */
  public record Balance(
      Optional<String> symbol, Optional<String> token, Optional<Integer> decimals, String amount) {}
}
