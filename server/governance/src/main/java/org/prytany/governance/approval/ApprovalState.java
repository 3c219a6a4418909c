package org.prytany.governance.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import org.prytany.governance.statement.TreasurerStatement.Kind;
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
   * @param proposal with the statements that were kept for it, in any order
   * @param roster present treasurers
   * @param now the chain's time
   * @param signatures asked again for everything that speaks for an execution
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE when a treasurer's
   *     contract cannot be asked
   */
  public static ApprovalState of(
      Dao dao, Proposal proposal, Roster roster, Instant now, SignatureCheck signatures) {
    return new Counting(dao, proposal, roster, now, signatures).state();
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

  /** One count over all the statements of a proposal. */
  private static final class Counting {
    private final Dao dao;
    private final Proposal proposal;
    private final Roster roster;
    private final Instant now;
    private final SignatureCheck signatures;
    private final Map<Address, List<TreasurerStatement>> byTreasurer = new TreeMap<>();
    private final List<TreasurerStatement> withdrawals;

    /** A contract is asked once for each statement. */
    private final Map<TreasurerStatement, Boolean> held = new HashMap<>();

    private final List<TreasurerStatement> approvals = new ArrayList<>();
    private final List<TreasurerStatement> rejections = new ArrayList<>();
    private final List<TreasurerStatement> overrides = new ArrayList<>();
    private final List<TreasurerStatement> endings = new ArrayList<>();
    private final List<Stale> stale = new ArrayList<>();

    Counting(Dao dao, Proposal proposal, Roster roster, Instant now, SignatureCheck signatures) {
      this.dao = dao;
      this.proposal = proposal;
      this.roster = roster;
      this.now = now;
      this.signatures = signatures;
      proposal.statements().stream()
          .filter(statement -> statement.proposal().equals(proposal.key()))
          .sorted(Comparator.comparingLong(TreasurerStatement::counter))
          .forEach(
              statement ->
                  byTreasurer
                      .computeIfAbsent(statement.treasurer(), who -> new ArrayList<>())
                      .add(statement));
      withdrawals =
          byTreasurer.values().stream()
              .flatMap(List::stream)
              .filter(statement -> statement.kind() == Kind.WITHDRAW)
              .toList();
    }

    ApprovalState state() {
      byTreasurer.values().forEach(this::count);
      return new ApprovalState(
          approvals, rejections, overrides, endings, stale, dao.approvalThreshold());
    }

    private void count(List<TreasurerStatement> ofOne) {
      for (int i = 0; i < ofOne.size(); i++) {
        TreasurerStatement statement = ofOne.get(i);
        List<TreasurerStatement> later = ofOne.subList(i + 1, ofOne.size());
        if (statement.kind() == Kind.WITHDRAW) {
          continue;
        }
        Optional<String> why =
            statement.kind() == Kind.REJECT ? whyGone(statement, later) : whyNot(statement, later);
        if (why.isPresent()) {
          stale.add(new Stale(statement, why.get()));
        } else {
          switch (statement.kind()) {
            case APPROVE -> approvals.add(statement);
            case OVERRIDE -> overrides.add(statement);
            case REJECT -> rejections.add(statement);
            case WITHDRAW -> {}
          }
        }
      }
    }

    private Optional<String> whyNot(TreasurerStatement statement, List<TreasurerStatement> later) {
      if (!dao.treasurers().contains(statement.treasurer())
          || !roster.lists(statement.treasurer())) {
        return Optional.of("The account is no treasurer of this DAO any longer.");
      }
      if (!roster.counts(statement.treasurer(), statement.sequence())) {
        return Optional.of(
            "It was made before its treasurer was listed anew, so it has to be signed again.");
      }
      if (!statement.executor().equals(TreasurerStatement.executorOf(dao))) {
        return Optional.of("It is for a server that executes with another account.");
      }
      if (statement.expiry() <= now.getEpochSecond()) {
        return Optional.of("It has expired.");
      }
      Optional<String> mismatch = StatementRules.mismatch(proposal, statement);
      if (mismatch.isPresent()) {
        return mismatch;
      }
      if (later.stream().anyMatch(there -> there.kind() == Kind.REJECT)) {
        return Optional.of("The same treasurer rejected it later.");
      }
      if (statement.kind() == Kind.APPROVE && later.stream().anyMatch(this::approvesNow)) {
        return Optional.of("A later statement by the same treasurer took its place.");
      }
      return holds(statement)
          ? Optional.empty()
          : Optional.of("Its signature is not one of its treasurer, or is one no longer.");
    }

    /** A later approval of the same takes its place, unless it lapsed earlier than this one. */
    private boolean approvesNow(TreasurerStatement there) {
      return there.kind() == Kind.APPROVE && whyNot(there, List.of()).isEmpty();
    }

    private Optional<String> whyGone(TreasurerStatement rejection, List<TreasurerStatement> later) {
      for (TreasurerStatement there : later) {
        if (there.kind() == Kind.REJECT) {
          return Optional.of("A later rejection by the same treasurer took its place.");
        }
        if (there.kind() == Kind.APPROVE
            && StatementRules.mismatch(proposal, there).isEmpty()
            && holds(there)) {
          endings.add(there);
          return Optional.of("The same treasurer approved these effects later.");
        }
      }
      Optional<TreasurerStatement> withdrawal =
          withdrawals.stream().filter(there -> withdraws(there, rejection)).findFirst();
      withdrawal.ifPresent(endings::add);
      return withdrawal.map(there -> "It was withdrawn.");
    }

    private boolean withdraws(TreasurerStatement withdrawal, TreasurerStatement rejection) {
      if (!withdrawal.lifts().equals(List.of(rejection.name())) || !holds(withdrawal)) {
        return false;
      }
      if (withdrawal.treasurer().equals(rejection.treasurer())) {
        return withdrawal.counter() > rejection.counter();
      }
      // Of somebody who was no treasurer when it was withdrawn; it is gone also if they come back.
      boolean authorCameLater =
          !roster.lists(rejection.treasurer())
              || !roster.counts(rejection.treasurer(), withdrawal.sequence());
      return authorCameLater && roster.counts(withdrawal.treasurer(), withdrawal.sequence());
    }

    private boolean holds(TreasurerStatement statement) {
      return held.computeIfAbsent(
          statement, there -> StatementRules.signed(proposal.key(), there, signatures));
    }
  }
}
