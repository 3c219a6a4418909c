package org.prytany.app.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;
import org.prytany.app.history.History;
import org.prytany.app.sheet.Parsed;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.Checksummed;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.PlannedCall;

class PeriodsTest {

  private static final Instant NOW = Samples.PROPOSED.plus(Duration.ofDays(4));
  private static final Instant FROM = NOW.minus(Duration.ofDays(7));
  private static final Instant TO = NOW.plus(Duration.ofDays(7));
  private static final long DAY_IN_BLOCKS = 86_400 / Samples.BLOCK_TIME;

  /** The audit log of a test. */
  private static final class Log implements AuditRepository {
    private final List<AuditEntry> entries = new ArrayList<>();

    void state(Proposal proposal, String from, ProposalState to, Instant at) {
      entries.add(
          AuditEntry.sealed(
              entries.size() + 1,
              at,
              "server",
              "proposal.state",
              proposal.key().text(),
              new TreeMap<>(Map.of("from", from, "to", to.name())),
              AuditEntry.GENESIS));
    }

    @Override
    public Optional<AuditEntry> last() {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    @Override
    public boolean append(AuditEntry entry) {
      return entries.add(entry);
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return entries.stream().filter(entry -> entry.sequence() >= sequence).limit(limit).toList();
    }
  }

  private final Log log = new Log();
  private final History history = new History(log);

  private PeriodView period(List<Duty> duties, Proposal... proposals) {
    return new Periods(
            Samples.DAO, Roster.of(Samples.DAO), history, FROM, TO, NOW, BlockStamps.NONE)
        .of(List.of(proposals), duties);
  }

  private static Proposal in(int id, ProposalState state) {
    return Samples.executing(
        Samples.in(
            Samples.fresh(id, "# Grant " + id + "\n\nPay."),
            state,
            100 + 4 * DAY_IN_BLOCKS,
            OptionalLong.empty()),
        List.of(),
        List.of(Samples.payment("25000500000")),
        ChainFacts.NONE);
  }

  private static String transaction(int id) {
    return "0x" + "%064x".formatted(id);
  }

  private static Proposal executed(int id, long block) {
    return in(id, ProposalState.EXECUTED)
        .change()
        .receipt(
            Optional.of(
                new ExecutionReceipt(transaction(id), block, Samples.PAYEE, List.of(), true, "")))
        .build();
  }

  private static Act vote(Proposal proposal, long block) {
    return Act.intended(
            ActKind.VOTE,
            proposal.key(),
            proposal.content().contentHash(),
            Samples.PAYEE,
            new PlannedCall(Samples.GOVERNOR, BigInteger.ZERO, "0x"),
            "vote FOR by rule small-grants",
            NOW)
        .withOutcome(new ActOutcome.Confirmed(Samples.HASH, block, Samples.HASH));
  }

  private static Duty duty(Proposal proposal, DutyKind kind, Instant notBefore, Instant latest) {
    return new Duty(
        proposal.key(),
        kind,
        notBefore,
        latest,
        kind == DutyKind.VOTE ? latest.plusSeconds(60) : latest,
        Optional.empty(),
        notBefore,
        0,
        "");
  }

  @Test
  void anExecutionIsDatedByItsBlockAndAddsToWhatWasPaid() {
    PeriodView period =
        period(
            List.of(), executed(1, 100 + 2 * DAY_IN_BLOCKS), executed(2, 100 + 3 * DAY_IN_BLOCKS));

    assertThat(period.happened())
        .filteredOn(one -> one.kind().equals("executed"))
        .extracting(PeriodView.Happening::at)
        .containsExactly(
            Samples.PROPOSED.plus(Duration.ofDays(2)).toString(),
            Samples.PROPOSED.plus(Duration.ofDays(3)).toString());
    assertThat(period.happened())
        .extracting(PeriodView.Happening::kind)
        .containsOnly("proposed", "passed", "executed");
    assertThat(period.paid())
        .singleElement()
        .satisfies(
            paid -> {
              assertThat(paid.amount()).isEqualTo("50001000000");
              assertThat(paid.payments()).isEqualTo(2);
              assertThat(paid.line()).isEqualTo("50,001 USDX");
            });
  }

  @Test
  void anExecutionThatDiffersCountsWithWhatTheTreasuryHadLessAfterwards() {
    Proposal executed = executed(1, 100 + DAY_IN_BLOCKS);
    Proposal differing =
        executed
            .change()
            .receipt(
                Optional.of(
                    new ExecutionReceipt(
                        transaction(1),
                        100 + DAY_IN_BLOCKS,
                        Samples.PAYEE,
                        List.of(
                            new ExecutionReceipt.BalanceChange(
                                Samples.TREASURY,
                                Optional.of(Samples.TOKEN),
                                BigInteger.valueOf(9_000_000),
                                BigInteger.valueOf(2_000_000))),
                        false,
                        "It paid less.")))
            .build();

    PeriodView period = period(List.of(), differing);

    assertThat(period.paid())
        .singleElement()
        .satisfies(paid -> assertThat(paid.line()).isEqualTo("7 USDX"));
    assertThat(period.payments())
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.line()).isEqualTo("7 USDX");
              assertThat(payment.to()).isEmpty();
              assertThat(payment.receipt()).isEqualTo("differs");
            });
    assertThat(period.happened().getLast().details())
        .contains("The receipt differs from the simulation: It paid less.");
  }

  @Test
  void eachPaymentSaysWhenToWhomAndByWhichProposal() {
    PeriodView period =
        period(
            List.of(), executed(1, 100 + 3 * DAY_IN_BLOCKS), executed(2, 100 + 2 * DAY_IN_BLOCKS));

    assertThat(period.payments())
        .extracting(PeriodView.Spending::proposalId)
        .containsExactly("2", "1");
    assertThat(period.payments().getFirst())
        .satisfies(
            payment -> {
              assertThat(payment.at())
                  .isEqualTo(Samples.PROPOSED.plus(Duration.ofDays(2)).toString());
              assertThat(payment.to()).contains(Checksummed.of(Samples.PAYEE));
              assertThat(payment.amount()).isEqualTo("25000500000");
              assertThat(payment.line()).isEqualTo("25,000.5 USDX");
              assertThat(payment.receipt()).isEqualTo("as-simulated");
              assertThat(payment.transactionHash()).contains(transaction(2));
            });
    assertThat(sum(period.payments())).isEqualTo(new BigInteger(period.paid().getFirst().amount()));
  }

  private static BigInteger sum(List<PeriodView.Spending> payments) {
    return payments.stream()
        .map(payment -> new BigInteger(payment.amount()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Test
  void membersAreToldUntilWhenTheyCanVote() {
    Proposal active =
        Samples.in(Samples.fresh(1, "# One"), ProposalState.ACTIVE, 120, OptionalLong.empty());
    Instant early = Samples.PROPOSED.plusSeconds(200);

    PeriodView period =
        new Periods(
                Samples.DAO,
                Roster.of(Samples.DAO),
                history,
                early.minusSeconds(500),
                TO,
                early,
                BlockStamps.NONE)
            .of(List.of(active), List.of());

    assertThat(period.due())
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.what()).isEqualTo("members vote");
              assertThat(due.latestSafe())
                  .contains(Samples.PROPOSED.plus(Duration.ofDays(1)).toString());
            });
  }

  @Test
  void whatHappenedBeforeThePeriodIsNotInIt() {
    Proposal executed = executed(1, 100 + DAY_IN_BLOCKS);

    PeriodView later =
        new Periods(
                Samples.DAO,
                Roster.of(Samples.DAO),
                history,
                Samples.PROPOSED.plus(Duration.ofDays(2)),
                TO,
                NOW,
                BlockStamps.NONE)
            .of(List.of(executed), List.of());

    assertThat(later.happened()).isEmpty();
    assertThat(later.paid()).isEmpty();
  }

  @Test
  void aVoteAndItsOutcomeAreTold() {
    Proposal defeated = in(1, ProposalState.DEFEATED);
    Proposal voted = defeated.change().ballot(Optional.of(vote(defeated, 101))).build();

    PeriodView period = period(List.of(), voted);

    assertThat(period.happened())
        .extracting(PeriodView.Happening::kind)
        .containsExactly("proposed", "voted", "defeated");
    assertThat(period.happened().get(1).details())
        .containsExactly("Vote FOR by rule small-grants.");
    assertThat(period.happened().get(2).details())
        .containsExactly("For 75 %, against 20 %, abstaining 5 % of the votes given.");
    assertThat(period.paid()).isEmpty();
  }

  @Test
  void aCancellationIsDatedByWhoWatchedIt() {
    Proposal cancelled = in(1, ProposalState.CANCELED);
    Proposal seenLate = in(2, ProposalState.CANCELED);
    Instant watched = NOW.minus(Duration.ofHours(5));
    log.state(cancelled, "ACTIVE", ProposalState.CANCELED, watched);
    log.state(seenLate, "", ProposalState.CANCELED, watched);

    PeriodView period = period(List.of(), cancelled, seenLate);

    assertThat(period.happened())
        .filteredOn(one -> one.kind().equals("cancelled"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.proposalId()).isEqualTo("1");
              assertThat(one.at()).isEqualTo(watched.toString());
            });
  }

  @Test
  void whatIsStoppedIsNamedWithItsReasonsWhileItIsUnderWay() {
    Proposal queued = Samples.judged(in(1, ProposalState.QUEUED), List.of(), Samples.red("Bad."));
    Proposal over = Samples.judged(in(2, ProposalState.DEFEATED), List.of(), Samples.red("Bad."));

    PeriodView period = period(List.of(), queued, over);

    assertThat(period.blocked())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.proposalId()).isEqualTo("1");
              assertThat(one.reasons()).containsExactly("Bad.");
            });
  }

  @Test
  void whatIsDueStandsInTheOrderOfItsDeadlines() {
    Proposal queued =
        Samples.judged(
            Samples.executing(
                Samples.in(
                    Samples.fresh(2, "# Two"),
                    ProposalState.QUEUED,
                    200,
                    OptionalLong.of(NOW.plus(Duration.ofDays(2)).getEpochSecond())),
                List.of(),
                List.of(Samples.payment("1")),
                ChainFacts.NONE),
            List.of());
    Proposal active = in(1, ProposalState.ACTIVE);
    Instant latest = NOW.plus(Duration.ofDays(1));

    PeriodView period =
        period(
            List.of(
                duty(queued, DutyKind.EXECUTE, NOW.plus(Duration.ofDays(2)), TO),
                duty(active, DutyKind.VOTE, NOW, latest),
                duty(active, DutyKind.RECEIPT, TO.plusSeconds(1), TO.plusSeconds(2))),
            queued,
            active);

    assertThat(period.due())
        .extracting(PeriodView.Due::what)
        .containsExactly("vote", "approve or reject");
    assertThat(period.due().getFirst().latestSafe()).contains(latest.toString());
    assertThat(period.due().getLast().latestSafe()).isEmpty();
    assertThat(period.due().getLast().detail()).isNotBlank();
  }

  @Test
  void theMarkdownSaysItAllAndHostileHeadlinesStayWords() {
    Proposal hostile =
        Samples.judged(
            Samples.in(
                Samples.fresh(3, "[x](https://evil.example) <script>"),
                ProposalState.QUEUED,
                200,
                OptionalLong.empty()),
            List.of(),
            Samples.red("<img src=x>"));

    String markdown =
        PeriodMarkdown.of(
            period(List.of(), executed(1, 100 + DAY_IN_BLOCKS), hostile),
            Optional.of("https://dao.example/#/daos/demo"));

    assertThat(markdown)
        .startsWith("## Demo: 17 Nov 2026 to 1 Dec 2026\n")
        .contains("**Executed and paid** (1)")
        .contains("- **25,000.5 USDX** in 1 payment")
        .contains("](<https://dao.example/#/daos/demo/proposals/1>)")
        .contains("  - &lt;img src=x&gt;")
        .doesNotContain("<script>");
    assertThat(new Parsed(markdown).all(Link.class))
        .extracting(Link::getDestination)
        .allSatisfy(to -> assertThat(to).startsWith("https://dao.example/#/daos/demo/proposals/"))
        .isNotEmpty();
  }

  @Test
  void aQuietWeekSaysNothing() {
    assertThat(PeriodMarkdown.of(period(List.of()), Optional.empty()))
        .contains("### What happened\n\nNothing.", "### What is due\n\nNothing.");
  }
}
