package org.prytany.app.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.decode.NativeCoins;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.reading.ReadableText;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.writing.Writing;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Proposals as the API shows them. */
public final class ProposalViews {

  private static final int HEADLINE = 140;

  private ProposalViews() {}

  /**
   * @param duties all that is open, of whatever proposal
   * @param overridden see {@link #overridden}
   */
  public static ProposalSummaryView summary(
      Dao dao, Proposal proposal, List<Duty> duties, boolean overridden) {
    return new ProposalSummaryView(
        dao.id(),
        proposal.key().proposalId().toString(),
        headline(proposal),
        Headline.of(dao, proposal),
        state(proposal),
        Checksummed.of(proposal.content().proposer()),
        proposal.content().block(),
        proposal.content().contentHash(),
        votes(proposal),
        opens(proposal).map(Instant::toString),
        votingEnds(proposal).map(Instant::toString),
        blocked(proposal),
        overridden,
        findings(proposal),
        AskLine.of(dao, proposal),
        nextDuty(proposal, duties),
        Moments.latest(proposal).map(Instant::toString));
  }

  /**
   * @param duties all that is open, of whatever proposal
   * @param stale why the digest is stale, as the digest service says
   * @param writing what a model wrote beside it
   */
  public static ProposalView full(
      Dao dao,
      Proposal proposal,
      List<Duty> duties,
      Roster roster,
      Instant now,
      Optional<String> stale,
      Optional<Writing> writing) {
    boolean overridden = overridden(dao, proposal, roster, now);
    ProposalSummaryView summary = summary(dao, proposal, duties, overridden);
    String description = proposal.content().description();
    return new ProposalView(
        summary.dao(),
        summary.id(),
        summary.headline(),
        summary.happens(),
        summary.state(),
        summary.proposer(),
        summary.block(),
        summary.contentHash(),
        summary.votes(),
        summary.opens(),
        summary.deadline(),
        summary.blocked(),
        summary.overridden(),
        summary.findings(),
        summary.executes(),
        summary.nextDuty(),
        summary.updatedAt(),
        description,
        proposal.content().descriptionHash(),
        proposal.content().actionsHash(),
        proposal.content().transactionHash(),
        Moments.time(proposal, proposal.content().voteStart()).map(Instant::toString),
        Moments.time(proposal, proposal.content().voteEnd()).map(Instant::toString),
        proposal
            .digest()
            .map(
                digested ->
                    TextViews.digest(digested, description, AskLine.quotes(proposal), stale)),
        writing.map(WrittenViews::of),
        proposal.effects().map(report -> TextViews.effects(report, dao)),
        proposal.verdict().map(verdict -> verdict(proposal, verdict, overridden)),
        proposal.decision().map(ActViews::decision),
        proposal.ballot().map(ActViews::act),
        proposal.queue().map(ActViews::act),
        proposal.execution().map(ActViews::act),
        ApprovalViews.approvals(dao, proposal, roster, now),
        proposal.receipt().map(receipt -> receipt(dao.chainId(), receipt, proposal.effects())),
        Moments.timeline(proposal),
        proposal.removedByReorg());
  }

  /** The author's title; the digest's headline, or else the description's first line. */
  public static String headline(Proposal proposal) {
    Optional<String> digests = proposal.digest().map(digested -> digested.digest().headline());
    return LongTitle.of(proposal.content().description(), digests.orElse(""))
        .or(() -> digests)
        .filter(text -> !text.isBlank())
        .orElseGet(() -> firstLine(ReadableText.of(proposal.content().description())));
  }

  private static String firstLine(String description) {
    for (String line : description.lines().limit(50).toList()) {
      String text = line.replaceFirst("^[#>*\\s-]+", "").strip();
      if (!text.isEmpty()) {
        return text.length() <= HEADLINE ? text : text.substring(0, HEADLINE).strip() + "…";
      }
    }
    return "(no text)";
  }

  /** IGovernor's name of the state; "UNKNOWN" before the chain was asked. */
  public static String state(Proposal proposal) {
    return proposal.chain().map(chain -> chain.state().name()).orElse("UNKNOWN");
  }

  /**
   * Whether a finding stops it, whatever somebody lifted; of what was executed, whether one stopped
   * it then. What a reorg removed needs nobody.
   */
  public static boolean blocked(Proposal proposal) {
    return !proposal.removedByReorg()
        && proposal.verdict().filter(Verdict::blocked).isPresent()
        && (!AtExecution.isExecuted(proposal) || AtExecution.wasStopped(proposal));
  }

  /**
   * Whether treasurers lifted all that stops it: now, or, of what was executed, when it was. Other
   * proposals that are over are not lifted: nothing came of it.
   *
   * @param now the wall clock
   */
  public static boolean overridden(Dao dao, Proposal proposal, Roster roster, Instant now) {
    if (!blocked(proposal)) {
      return false;
    }
    if (AtExecution.isExecuted(proposal)) {
      return AtExecution.wasLifted(dao, proposal, roster);
    }
    boolean over = proposal.chain().filter(view -> view.state().isFinal()).isPresent();
    return !over && ApprovalState.of(dao, proposal, roster, now).overridden(proposal);
  }

  /** When voting opens, as long as it has not. */
  public static Optional<Instant> opens(Proposal proposal) {
    return Optional.of(proposal)
        .filter(ProposalViews::isBeforeVoting)
        .flatMap(its -> Moments.time(its, its.content().voteStart()));
  }

  /** When voting ends or ended, where that can be said. */
  public static Optional<Instant> votingEnds(Proposal proposal) {
    return Moments.time(proposal, proposal.content().voteEnd());
  }

  private static VotesView votes(Proposal proposal) {
    return proposal
        .chain()
        .map(
            chain ->
                new VotesView(
                    chain.forVotes().toString(),
                    chain.againstVotes().toString(),
                    chain.abstainVotes().toString(),
                    isBeforeVoting(proposal)
                        ? Optional.empty()
                        : chain.quorum().map(Object::toString)))
        .orElse(new VotesView("0", "0", "0", Optional.empty()));
  }

  private static boolean isBeforeVoting(Proposal proposal) {
    return proposal.chain().map(ChainView::state).filter(ProposalState.PENDING::equals).isPresent();
  }

  private static ProposalSummaryView.FindingCounts findings(Proposal proposal) {
    List<Finding> findings = proposal.verdict().map(Verdict::findings).orElse(List.of());
    return new ProposalSummaryView.FindingCounts(
        count(findings, Finding.Severity.RED),
        count(findings, Finding.Severity.AMBER),
        count(findings, Finding.Severity.NOTE));
  }

  private static long count(List<Finding> findings, Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static Optional<ProposalSummaryView.NextDuty> nextDuty(
      Proposal proposal, List<Duty> duties) {
    return duties.stream()
        .filter(duty -> duty.proposal().equals(proposal.key()))
        .min(Comparator.comparing(Duty::notBefore))
        .map(
            duty ->
                new ProposalSummaryView.NextDuty(
                    duty.kind().name(),
                    duty.notBefore().toString(),
                    duty.deadline().map(Instant::toString)));
  }

  private static VerdictView verdict(Proposal proposal, Verdict verdict, boolean overridden) {
    return new VerdictView(
        blocked(proposal),
        overridden,
        AgreementView.of(Agreement.of(proposal).orElseThrow()),
        verdict.matches().stream()
            .map(
                match ->
                    new VerdictView.Match(
                        match.claim(),
                        match.effect(),
                        match.status().name(),
                        Checksummed.in(match.text())))
            .toList(),
        verdict.findings().stream().map(TextViews::finding).toList());
  }

  /**
   * @param chain on which it was executed
   */
  public static ReceiptView receipt(
      long chain, ExecutionReceipt receipt, Optional<EffectsReport> report) {
    Map<Address, Token> tokens = Tokens.of(report.stream().toList());
    return new ReceiptView(
        receipt.transactionHash(),
        receipt.block(),
        Checksummed.of(receipt.executedBy()),
        receipt.asSimulated(),
        receipt.difference(),
        receipt.balances().stream()
            .map(
                change -> {
                  Optional<Token> token =
                      change.token().isEmpty()
                          ? Optional.of(NativeCoins.of(chain))
                          : change.token().map(tokens::get);
                  return new ReceiptView.Change(
                      Checksummed.of(change.account()),
                      token.flatMap(Token::symbol),
                      Checksummed.of(change.token()),
                      token.flatMap(TextViews::decimals),
                      change.before().toString(),
                      change.after().toString());
                })
            .toList());
  }

  /** Tokens that effects name, by contract. */
  public static final class Tokens {

    private Tokens() {}

    public static Map<Address, Token> of(List<EffectsReport> reports) {
      Map<Address, Token> tokens = new java.util.TreeMap<>();
      for (EffectsReport report : reports) {
        for (Effect effect : report.effects().effects()) {
          effect
              .token()
              .ifPresent(token -> token.contract().ifPresent(at -> tokens.putIfAbsent(at, token)));
        }
      }
      return tokens;
    }
  }
}
