package org.prytany.governance.voters;

import java.math.BigInteger;
import java.util.List;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * One log of a governor about a vote. An account may have several on one proposal: where it votes
 * in parts, and where somebody who delegated to it votes otherwise.
 *
 * @param parts how much went where; negative where votes were taken out of an account's
 * @param reason the voter's own words, at most {@link #LONGEST_REASON} characters; nobody has
 *     checked them
 * @param index position in the block
 */
public record VoteLog(
    ProposalKey proposal,
    Address voter,
    List<Part> parts,
    String reason,
    String transactionHash,
    long block,
    long index) {

  /** Longer ones are cut. */
  public static final int LONGEST_REASON = 2_000;

  private static final String CUT = "…";

  /** The words for directions that governors explain. */
  public static final List<String> DIRECTIONS = List.of("for", "against", "abstain");

  /**
   * What went one way.
   *
   * @param direction one of {@link #DIRECTIONS}; else the contract's number, which its counting
   *     mode does not explain
   * @param weight base units of the votes token
   */
  public record Part(String direction, BigInteger weight) {}

  public VoteLog {
    parts = List.copyOf(parts);
    if (reason.length() > LONGEST_REASON) {
      int end = LONGEST_REASON - CUT.length();
      reason =
          reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end)
              + CUT;
    }
  }

  /** Whether it takes votes out of an account's, and is no vote of its own. */
  public boolean takes() {
    return parts.stream().anyMatch(part -> part.weight().signum() < 0);
  }

  /** Names the log among all: "chainId:governor:block:index". */
  public String id() {
    return proposal.chainId() + ":" + proposal.governor() + ":" + block + ":" + index;
  }
}
