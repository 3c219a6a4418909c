package org.prytany.governance.decision;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Seen;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Token;
import org.prytany.spi.Voting;
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

  /**
   * All facts, those derived from the text included.
   *
   * @param followed accounts whose votes the strategy wants to know
   * @param history what became of the proposer's earlier proposals; empty if it is not known
   */
  VotingSituation of(
      Dao dao,
      Proposal proposal,
      ChainView view,
      BigInteger votingPower,
      long secondsToDeadline,
      TreasuryShare share,
      List<Address> followed,
      Optional<Circumstances.History> history) {
    EffectsReport report = proposal.effects().orElseThrow();
    List<Change> changes = report.changes();
    List<Change.Transfer> outgoing = outgoing(dao, report);
    return new VotingSituation(
        DigestService.snapshot(proposal),
        view.at().number(),
        secondsToDeadline,
        votingPower,
        outgoing.stream().map(Situations::payment).toList(),
        share.value(),
        changes.stream().anyMatch(Situations::movesAuthority),
        parameters(report),
        report.effects().succeeded(),
        Set.copyOf(reader.supports(dao).keySet()),
        proposal.verdict().map(verdict -> textFacts(verdict, proposal)),
        new Circumstances(
            Optional.of(
                new Circumstances.Tally(view.forVotes(), view.againstVotes(), view.abstainVotes())),
            view.quorum(),
            leaving(dao, report),
            Optional.of(voting(dao, proposal, view, secondsToDeadline, followed)),
            Optional.of(reader.inParts(dao)),
            history));
  }

  private Voting voting(
      Dao dao, Proposal proposal, ChainView view, long secondsToDeadline, List<Address> followed) {
    List<Voting.CastVote> votes = new ArrayList<>();
    List<Address> asked = new ArrayList<>();
    for (Address voter : followed) {
      Optional<GovernorReader.CastVote> vote = reader.voteOf(dao, proposal.content(), voter);
      // How it stood at the block that all else is pinned to is not known once it votes after it:
      // it may have voted in parts before.
      if (vote.filter(its -> its.block() > view.at().number()).isEmpty()) {
        asked.add(voter);
        vote.map(its -> new Voting.CastVote(voter, its.support(), its.weight()))
            .ifPresent(votes::add);
      }
    }
    return new Voting(
        dao.name(),
        view.clockIsTimestamp()
            ? Optional.of(Instant.ofEpochSecond(proposal.content().voteStart()))
            : Optional.empty(),
        Instant.ofEpochSecond(view.at().timestamp()).plusSeconds(secondsToDeadline),
        votes,
        asked);
  }

  /**
   * The situation in which a decision was taken or, without one, in which voting began. What the
   * proposal does is as it was simulated last; what moved since and was not kept is not known.
   *
   * @param stop why automation stops now
   */
  Recalled recalled(Dao dao, Proposal proposal, EffectsReport report, Optional<String> stop) {
    Optional<Decided> decided =
        proposal
            .decision()
            .filter(its -> its.contentHash().equals(proposal.content().contentHash()));
    Optional<Seen> seen = decided.flatMap(Decided::seen);
    List<Change.Transfer> outgoing = outgoing(dao, report);
    Optional<List<Circumstances.Leaving>> leaving = leaving(dao, report);
    OptionalLong seconds = seconds(proposal, decided.isPresent(), seen);
    Set<Recalled.Part> unknown = EnumSet.noneOf(Recalled.Part.class);
    if (seconds.isEmpty()) {
      unknown.add(Recalled.Part.SECONDS_TO_DEADLINE);
    }
    if (decided.isEmpty()) {
      unknown.add(Recalled.Part.VOTING_POWER);
    }
    if (leaving.isEmpty()) {
      unknown.add(Recalled.Part.TREASURY_SHARE);
    }
    VotingSituation situation =
        new VotingSituation(
            DigestService.snapshot(proposal),
            decided.map(Decided::block).orElse(report.effects().block()),
            seconds.orElse(0),
            decided.map(Decided::votingPower).orElse(BigInteger.ZERO),
            outgoing.stream().map(Situations::payment).toList(),
            leaving.map(Situations::largestShare).orElse(BigDecimal.ONE),
            report.changes().stream().anyMatch(Situations::movesAuthority),
            parameters(report),
            report.effects().succeeded(),
            Set.copyOf(reader.supports(dao).keySet()),
            proposal.verdict().map(verdict -> textFacts(verdict, proposal)),
            new Circumstances(
                tally(decided.isPresent(), seen),
                seen.isPresent() ? seen.get().quorum() : opened(proposal),
                leaving,
                Optional.empty(),
                Optional.of(reader.inParts(dao)),
                seen.flatMap(Seen::history)));
    return new Recalled(
        situation,
        unknown,
        decided.isPresent(),
        TreasuryShare.unknown(dao, Outflow.of(dao, report.changes())),
        stop,
        Agreement.of(proposal));
  }

  private static OptionalLong seconds(Proposal proposal, boolean decided, Optional<Seen> seen) {
    if (seen.isPresent()) {
      return OptionalLong.of(seen.get().secondsToDeadline());
    }
    boolean inSeconds = proposal.chain().map(ChainView::clockIsTimestamp).orElse(false);
    return decided || !inSeconds
        ? OptionalLong.empty()
        : OptionalLong.of(proposal.content().voteEnd() - proposal.content().voteStart());
  }

  /** A chain that was looked at before voting opened has none but zero. */
  private static Optional<BigInteger> opened(Proposal proposal) {
    return proposal.chain().flatMap(ChainView::quorum).filter(quorum -> quorum.signum() > 0);
  }

  /** Nobody has voted when voting begins. */
  private static Optional<Circumstances.Tally> tally(boolean decided, Optional<Seen> seen) {
    return decided
        ? seen.map(
            its -> new Circumstances.Tally(its.forVotes(), its.againstVotes(), its.abstainVotes()))
        : Optional.of(Circumstances.Tally.NONE);
  }

  private static List<Change.Transfer> outgoing(Dao dao, EffectsReport report) {
    return report.changes().stream()
        .filter(Change.Transfer.class::isInstance)
        .map(Change.Transfer.class::cast)
        .filter(moved -> moved.to().isPresent() && !dao.holds(moved.to()))
        .filter(moved -> moved.amount().signum() > 0)
        .toList();
  }

  private static List<VotingSituation.Parameter> parameters(EffectsReport report) {
    return report.changes().stream()
        .filter(Change.Setting.class::isInstance)
        .map(Change.Setting.class::cast)
        .map(set -> new VotingSituation.Parameter(set.contract(), set.name(), set.value()))
        .toList();
  }

  /**
   * What leaves all holders of each asset or may be taken of them, in the order of addresses, and
   * what they held of it; empty where either is not known.
   */
  private static Optional<List<Circumstances.Leaving>> leaving(Dao dao, EffectsReport report) {
    Outflow outflow = Outflow.of(dao, report.changes());
    if (TreasuryShare.unknown(dao, outflow).isPresent()) {
      return Optional.empty();
    }
    Map<Address, BigInteger> sums = TreasuryShare.sums(dao, outflow);
    Map<Address, BigInteger> held = report.facts().holdings();
    if (!held.keySet().containsAll(sums.keySet())) {
      return Optional.empty();
    }
    return Optional.of(
        sums.entrySet().stream()
            .map(
                sum ->
                    new Circumstances.Leaving(
                        Optional.of(sum.getKey()).filter(asset -> !asset.equals(Address.ZERO)),
                        sum.getValue(),
                        Objects.requireNonNull(held.get(sum.getKey()))))
            .toList());
  }

  private static BigDecimal largestShare(List<Circumstances.Leaving> leaving) {
    return leaving.stream()
        .map(each -> TreasuryShare.share(each.amount(), each.held()))
        .reduce(BigDecimal.ZERO, BigDecimal::max);
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
        Optional.empty(),
        full.circumstances());
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
    Optional<Agreement.Kind> kind = Agreement.of(proposal).map(Agreement::kind);
    return new VotingSituation.TextFacts(
        count(verdict, Verdict.Status.CONTRADICTED),
        count(verdict, Verdict.Status.UNMENTIONED),
        kind.equals(Optional.of(Agreement.Kind.DIFFERS)),
        title(proposal.content().description()),
        kind.map(its -> its.name().toLowerCase(Locale.ROOT).replace('_', ' ')),
        Optional.of(verdict.findings().stream().map(Finding::code).distinct().sorted().toList()));
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
