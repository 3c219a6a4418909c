package org.prytany.governance.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Token;
import org.prytany.spi.VotingSituation;

/** Turns what is stored and what the chain says into the typed facts that a strategy gets. */
final class Situations {

  private static final int LONGEST_TITLE = 200;

  private final GovernorReader reader;

  Situations(GovernorReader reader) {
    this.reader = reader;
  }

  /** How much of what the DAO has leaves it. */
  TreasuryShare share(Dao dao, Proposal proposal) {
    return TreasuryShare.of(
        dao, Outflow.of(dao, proposal.effects().orElseThrow().changes()), reader);
  }

  /** All facts, those derived from the text included. */
  VotingSituation of(
      Dao dao,
      Proposal proposal,
      ChainView view,
      BigInteger votingPower,
      long secondsToDeadline,
      TreasuryShare share) {
    EffectsReport report = proposal.effects().orElseThrow();
    List<Change> changes = report.changes();
    List<Change.Transfer> outgoing =
        changes.stream()
            .filter(Change.Transfer.class::isInstance)
            .map(Change.Transfer.class::cast)
            .filter(moved -> moved.to().isPresent() && !dao.holds(moved.to()))
            .filter(moved -> moved.amount().signum() > 0)
            .toList();
    return new VotingSituation(
        DigestService.snapshot(proposal),
        view.at().number(),
        secondsToDeadline,
        votingPower,
        outgoing.stream().map(Situations::payment).toList(),
        share.value(),
        changes.stream().anyMatch(Situations::movesAuthority),
        changes.stream()
            .filter(Change.Setting.class::isInstance)
            .map(Change.Setting.class::cast)
            .map(set -> new VotingSituation.Parameter(set.contract(), set.name(), set.value()))
            .toList(),
        report.effects().succeeded(),
        Set.copyOf(reader.supports(dao).keySet()),
        proposal.verdict().map(verdict -> textFacts(verdict, proposal)));
  }

  /** The same situation without anything that comes from the text. */
  static VotingSituation withoutText(VotingSituation full) {
    ProposalSnapshot seen = full.proposal();
    return new VotingSituation(
        new ProposalSnapshot(
            seen.key(), seen.proposer(), "", seen.contentHash(), seen.actions(), seen.effects()),
        full.block(),
        full.secondsToDeadline(),
        full.votingPower(),
        full.payments(),
        full.treasuryShare(),
        full.movesAuthority(),
        full.parameters(),
        full.simulationSucceeded(),
        full.supports(),
        Optional.empty());
  }

  private static boolean movesAuthority(Change change) {
    return !(change instanceof Change.Transfer) && change.movesValueOrAuthority();
  }

  private static VotingSituation.Payment payment(Change.Transfer effect) {
    Token token = effect.token().orElseGet(() -> tokenAt(effect.contract()));
    BigDecimal whole =
        token.decimals().isPresent()
            ? new BigDecimal(effect.amount(), token.decimals().getAsInt()).stripTrailingZeros()
            : new BigDecimal(effect.amount());
    return new VotingSituation.Payment(
        token, whole, effect.amount(), effect.to().orElse(Address.ZERO));
  }

  private static Token tokenAt(Address contract) {
    return contract.equals(Address.ZERO)
        ? Token.NATIVE
        : new Token(Optional.of(contract), Optional.empty(), OptionalInt.empty());
  }

  private static VotingSituation.TextFacts textFacts(Verdict verdict, Proposal proposal) {
    return new VotingSituation.TextFacts(
        count(verdict, Verdict.Status.CONTRADICTED),
        count(verdict, Verdict.Status.UNMENTIONED),
        Agreement.of(proposal).map(Agreement::kind).equals(Optional.of(Agreement.Kind.DIFFERS)),
        title(proposal.content().description()));
  }

  private static int count(Verdict verdict, Verdict.Status status) {
    return (int) verdict.matches().stream().filter(match -> match.status() == status).count();
  }

  private static String title(String description) {
    String first =
        description
            .lines()
            .map(String::strip)
            .map(line -> line.replaceFirst("^#+\\s*", ""))
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("");
    return first.length() <= LONGEST_TITLE ? first : first.substring(0, LONGEST_TITLE);
  }
}
