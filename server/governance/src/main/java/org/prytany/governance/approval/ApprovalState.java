package org.prytany.governance.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;

/**
 * Where the treasurers' approval of a proposal stands, for its present actions and effects.
 *
 * @param approvals each treasurer's latest word, if it is an approval that counts
 * @param rejections each treasurer's latest word, if it is a rejection that counts
 * @param overrides overrides of a block that count
 * @param stale statements that count no more: other effects, expired, or no treasurer any longer
 * @param needed number of approvals needed
 */
public record ApprovalState(
    List<TreasurerStatement> approvals,
    List<TreasurerStatement> rejections,
    List<TreasurerStatement> overrides,
    List<TreasurerStatement> stale,
    int needed) {

  public ApprovalState {
    approvals = List.copyOf(approvals);
    rejections = List.copyOf(rejections);
    overrides = List.copyOf(overrides);
    stale = List.copyOf(stale);
  }

  /**
   * Computes it from what is stored; signatures were verified when they were stored. A treasurer's
   * later word replaces the earlier one. A rejection is about the proposal: other effects do not
   * lift it, and what it took back does not come back when it expires.
   */
  public static ApprovalState of(Dao dao, Proposal proposal, Instant now) {
    Map<Address, TreasurerStatement> approvals = new LinkedHashMap<>();
    Map<Address, TreasurerStatement> rejections = new LinkedHashMap<>();
    Map<Address, TreasurerStatement> overrides = new LinkedHashMap<>();
    List<TreasurerStatement> stale = new ArrayList<>();
    for (TreasurerStatement statement : proposal.statements()) {
      Address treasurer = statement.treasurer();
      boolean alive = statement.expiry() > now.getEpochSecond();
      boolean counts = isAbout(dao, proposal, statement) && alive;
      switch (statement.kind()) {
        case APPROVE -> {
          if (counts && hasPresentEffects(proposal, statement)) {
            approvals.put(treasurer, statement);
            rejections.remove(treasurer);
          } else {
            stale.add(statement);
          }
        }
        case OVERRIDE -> {
          if (counts && hasPresentEffects(proposal, statement)) {
            overrides.put(treasurer, statement);
          } else {
            stale.add(statement);
          }
        }
        case REJECT -> {
          if (isAbout(dao, proposal, statement)) {
            approvals.remove(treasurer);
            overrides.remove(treasurer);
          }
          if (counts) {
            rejections.put(treasurer, statement);
          } else {
            stale.add(statement);
          }
        }
      }
    }
    return new ApprovalState(
        List.copyOf(approvals.values()),
        List.copyOf(rejections.values()),
        List.copyOf(overrides.values()),
        stale,
        dao.approvalThreshold());
  }

  private static boolean isAbout(Dao dao, Proposal proposal, TreasurerStatement statement) {
    return dao.treasurers().contains(statement.treasurer())
        && statement.proposal().equals(proposal.key())
        && statement.actionsHash().equals(proposal.content().actionsHash());
  }

  private static boolean hasPresentEffects(Proposal proposal, TreasurerStatement statement) {
    return proposal
        .effects()
        .map(report -> report.effects().effectsHash().equals(statement.effectsHash()))
        .orElse(false);
  }

  /** Enough treasurers approve, and none rejects. */
  public boolean approved() {
    return approvals.size() >= needed && rejections.isEmpty();
  }

  public boolean overridden() {
    return !overrides.isEmpty();
  }

  /** What is still missing, in plain English; "" if nothing. */
  public String missing() {
    if (approved()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(approvals.size()).append(" of ").append(needed).append(" approvals are there.");
    if (!rejections.isEmpty()) {
      text.append(' ').append(rejections.size());
      text.append(rejections.size() == 1 ? " treasurer rejects it." : " treasurers reject it.");
    }
    if (!stale.isEmpty()) {
      text.append(' ').append(stale.size());
      text.append(" earlier statement(s) no longer count: expired, or made for other effects.");
    }
    return text.toString();
  }

  /**
   * Why the verdict stops automation; empty if it does not, or if a named treasurer overrode it for
   * this content.
   */
  public Optional<String> stop(Proposal proposal) {
    if (proposal.verdict().isEmpty()) {
      return Optional.of("The text and the effects are not compared yet.");
    }
    var verdict = proposal.verdict().get();
    if (!verdict.contentHash().equals(proposal.content().contentHash())) {
      return Optional.of("The comparison is about another content; it is being made again.");
    }
    if (!verdict.blocked() || overridden()) {
      return Optional.empty();
    }
    return Optional.of(
        "Blocked: "
            + verdict.findings().getFirst().text()
            + " A named treasurer has to override that before it goes on.");
  }
}
