package org.prytany.governance.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
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

  /** All facts, those derived from the text included. */
  VotingSituation of(
      Dao dao, Proposal proposal, ChainView view, BigInteger votingPower, long secondsToDeadline) {
    EffectsReport report = proposal.effects().orElseThrow();
    List<Change> changes = report.changes();
    List<Change.Transfer> outgoing =
        changes.stream()
            .filter(Change.Transfer.class::isInstance)
            .map(Change.Transfer.class::cast)
            .filter(moved -> moved.to().isPresent() && !moved.to().get().equals(dao.treasury()))
            .filter(moved -> moved.amount().signum() > 0)
            .toList();
    return new VotingSituation(
        DigestService.snapshot(proposal),
        view.at().number(),
        secondsToDeadline,
        votingPower,
        outgoing.stream().map(Situations::payment).toList(),
        treasuryShare(dao, outgoing),
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

  /** The largest share of one asset's balance that leaves the treasury; 1 when it has none. */
  private BigDecimal treasuryShare(Dao dao, List<Change.Transfer> outgoing) {
    Map<Optional<Address>, BigInteger> sums = new HashMap<>();
    for (Change.Transfer effect : outgoing) {
      if (effect.from().equals(Optional.of(dao.treasury()))) {
        Optional<Address> asset =
            effect.contract().equals(Address.ZERO)
                ? Optional.empty()
                : Optional.of(effect.contract());
        sums.merge(asset, effect.amount(), BigInteger::add);
      }
    }
    BigDecimal largest = BigDecimal.ZERO;
    for (Map.Entry<Optional<Address>, BigInteger> sum : sums.entrySet()) {
      BigInteger balance = reader.balance(dao, sum.getKey(), dao.treasury());
      BigDecimal share =
          balance.compareTo(sum.getValue()) <= 0
              ? BigDecimal.ONE
              : new BigDecimal(sum.getValue())
                  .divide(new BigDecimal(balance), MathContext.DECIMAL64);
      largest = largest.max(share);
    }
    return largest;
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
