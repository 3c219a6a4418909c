package org.prytany.governance.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/**
 * Where the treasurers' approval of a proposal stands. The only place where these rules are: the
 * server shows by them what is missing, the signer signs by them.
 *
 * <ul>
 *   <li>A treasurer's statements are read in the order of their counters.
 *   <li>An approval or an override counts until its expiry, for the present text, actions, effects
 *       and words, on this server, if its treasurer was listed when it was kept and ever since, if
 *       its signature still holds, and if no own rejection came later.
 *   <li>A rejection is about the proposal, whatever it does. It stands until its author approves
 *       these effects later or withdraws it, however long that takes, and whether or not the author
 *       is still a treasurer. Once the author is none, a present treasurer may withdraw it by name.
 * </ul>
 *
 * @param approvals each treasurer's latest approval that counts
 * @param rejections each account's latest rejection that stands
 * @param overrides overrides of findings that count
 * @param endings approvals and withdrawals by which a rejection ended
 * @param stale statements that count no more, with the reason in plain English
 * @param needed number of approvals needed
 */
public record ApprovalState(
    List<TreasurerStatement> approvals,
    List<TreasurerStatement> rejections,
    List<TreasurerStatement> overrides,
    List<TreasurerStatement> endings,
    List<Stale> stale,
    int needed) {

  public ApprovalState {
    approvals = List.copyOf(approvals);
    rejections = List.copyOf(rejections);
    overrides = List.copyOf(overrides);
    endings = List.copyOf(endings);
    stale = List.copyOf(stale);
  }

  /** A statement that counts no more, and why. */
  public record Stale(TreasurerStatement statement, String why) {}

  /**
   * As far as the configuration and the store know: signatures were verified when they were stored,
   * and everybody is taken as listed from the beginning. The signer knows more, and may refuse what
   * this allows.
   *
   * @param now the wall clock; the chain's counts where it is ahead, see {@link ChainTime}
   */
  public static ApprovalState of(Dao dao, Proposal proposal, Instant now) {
    return of(dao, proposal, Roster.of(dao), now);
  }

  /** The same for who the treasurers are, and since when, for the signer. */
  public static ApprovalState of(Dao dao, Proposal proposal, Roster roster, Instant now) {
    return of(dao, proposal, roster, ChainTime.of(proposal, () -> now), SignatureCheck.TRUSTED);
  }

  /**
   * Where it stood at a moment that is over, by what was kept before it. Whoever was a treasurer
   * when a statement was kept counts as one until that listing ended, whoever is one now.
   */
  public static ApprovalState at(Dao dao, Proposal proposal, Roster known, Instant moment) {
    Proposal then =
        proposal
            .change()
            .statements(
                proposal.statements().stream()
                    .filter(said -> said.receivedAt().filter(at -> at.isBefore(moment)).isPresent())
                    .toList())
            .build();
    Map<Address, Long> since = new TreeMap<>();
    then.statements().forEach(said -> since.put(said.treasurer(), 0L));
    Roster roster = new Roster(since, Map.of(), known.ended());
    return new Counting(dao, then, roster, true, moment, SignatureCheck.TRUSTED).state();
  }

  /**
   * @param proposal with the statements that were kept for it, in any order
   * @param roster present treasurers
   * @param now the chain's time
   * @param signatures asked again for everything that speaks for an execution
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE when a treasurer's
   *     contract cannot be asked
   */
  public static ApprovalState of(
      Dao dao, Proposal proposal, Roster roster, Instant now, SignatureCheck signatures) {
    return new Counting(dao, proposal, roster, false, now, signatures).state();
  }

  /** Enough treasurers approve, and nobody's rejection stands. */
  public boolean approved() {
    return approvals.size() >= needed && rejections.isEmpty();
  }

  /** Everything that speaks for an execution, or ended what spoke against it. */
  public Stream<TreasurerStatement> speakingFor() {
    return Stream.of(approvals, overrides, endings).flatMap(List::stream);
  }

  /** What is still missing, in plain English; "" if nothing. */
  public String missing() {
    if (approved()) {
      return "";
    }
    return (approvals.size() + " of " + needed + " approvals are there. " + objections()).strip();
  }

  /** Who rejects it, and what no longer counts, in a sentence or two; "" if there is none. */
  public String objections() {
    StringBuilder text = new StringBuilder();
    if (!rejections.isEmpty()) {
      text.append(' ').append(rejections.size());
      text.append(rejections.size() == 1 ? " treasurer rejects it." : " treasurers reject it.");
    }
    if (!stale.isEmpty()) {
      text.append(' ').append(stale.size());
      text.append(" earlier statement(s) no longer count: ").append(stale.getFirst().why());
    }
    return text.toString().strip();
  }

  /** Whether the verdict blocks, and overrides lift every finding of the block. */
  public boolean overridden(Proposal proposal) {
    return proposal
        .verdict()
        .filter(verdict -> verdict.blocked() && notLifted(verdict).isEmpty())
        .isPresent();
  }

  /** The findings that block and that no override lifts; empty if the verdict stops nothing. */
  public List<Finding> notLifted(Verdict verdict) {
    return FindingNames.left(verdict, overrides.stream().map(TreasurerStatement::lifts).toList());
  }

  /**
   * Why the verdict stops automation; empty if it does not, or if named treasurers overrode every
   * finding of it for this content and these effects.
   */
  public Optional<String> stop(Proposal proposal) {
    if (proposal.verdict().isEmpty()) {
      return Optional.of("The text and the effects are not compared yet.");
    }
    Verdict verdict = proposal.verdict().get();
    if (!verdict.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("The comparison is about another content; it is being made again.");
    }
    List<Finding> left = notLifted(verdict);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Blocked: "
            + left.getFirst().text()
            + " A named treasurer has to override "
            + (overrides.isEmpty() ? "that" : left.size() + " more finding(s)")
            + " before it goes on.");
  }
}
