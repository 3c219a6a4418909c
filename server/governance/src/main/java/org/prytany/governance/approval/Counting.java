package org.prytany.governance.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;

/** One count over all the statements of a proposal. */
final class Counting {
  private final Dao dao;
  private final Proposal proposal;
  private final Roster roster;

  /** Whether it is counted as of then: what was kept was its treasurer's and this server's. */
  private final boolean past;

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
  private final List<ApprovalState.Stale> stale = new ArrayList<>();

  Counting(
      Dao dao,
      Proposal proposal,
      Roster roster,
      boolean past,
      Instant now,
      SignatureCheck signatures) {
    this.dao = dao;
    this.proposal = proposal;
    this.roster = roster;
    this.past = past;
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
        stale.add(new ApprovalState.Stale(statement, why.get()));
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
    Optional<String> notTheirs = past ? whyNotThen(statement) : whyNotTheirs(statement);
    if (notTheirs.isPresent()) {
      return notTheirs;
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

  /** Why it was its treasurer's no longer. */
  private Optional<String> whyNotThen(TreasurerStatement statement) {
    return roster.hadEnded(statement.treasurer(), statement.sequence(), now)
        ? Optional.of("The account had been taken out of the treasurers before.")
        : Optional.empty();
  }

  /** Why it is no present treasurer's of this server. */
  private Optional<String> whyNotTheirs(TreasurerStatement statement) {
    if (!dao.treasurers().contains(statement.treasurer()) || !roster.lists(statement.treasurer())) {
      return Optional.of("The account is no treasurer of this DAO any longer.");
    }
    if (!roster.knows(statement.treasurer())) {
      return Optional.of(
          "It is not known whether it counts: the signer, which knows that, does not answer.");
    }
    if (!roster.counts(statement.treasurer(), statement.sequence())) {
      return Optional.of(
          "It was made before its treasurer was listed anew, so it has to be signed again.");
    }
    if (!statement.executor().equals(TreasurerStatement.executorOf(dao))) {
      return Optional.of("It is for a server that executes with another account.");
    }
    return Optional.empty();
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
