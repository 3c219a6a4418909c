package org.prytany.app.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.prytany.app.history.History;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.Checksummed;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ExecutionReceipt.BalanceChange;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;

/** What is told of the money that left, and of what nobody here knows. */
class PaymentsTest {

  private static final long DAY_IN_BLOCKS = 86_400 / Samples.BLOCK_TIME;
  private static final long EXECUTED = 100 + 2 * DAY_IN_BLOCKS;
  private static final Instant NOW = Samples.PROPOSED.plus(Duration.ofDays(60));
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Address POOL = new Address("0x" + "77".repeat(20));

  private final List<AuditEntry> entries = new ArrayList<>();

  private final History history =
      new History(
          new AuditRepository() {
            @Override
            public Optional<AuditEntry> last() {
              return Optional.empty();
            }

            @Override
            public boolean append(AuditEntry entry) {
              return entries.add(entry);
            }

            @Override
            public List<AuditEntry> from(long sequence, int limit) {
              return entries.stream()
                  .filter(entry -> entry.sequence() >= sequence)
                  .limit(limit)
                  .toList();
            }
          });

  private void seen(Proposal proposal, String from, Instant at) {
    entries.add(
        AuditEntry.sealed(
            entries.size() + 1,
            at,
            "server",
            "proposal.state",
            proposal.key().text(),
            new TreeMap<>(Map.of("from", from, "to", "EXECUTED")),
            AuditEntry.GENESIS));
  }

  private PeriodView period(Instant from, Instant to, Proposal... proposals) {
    return new Periods(
            Samples.DAO, Roster.of(Samples.DAO), history, from, to, NOW, BlockStamps.NONE)
        .of(List.of(proposals), List.of());
  }

  private PeriodView november(Proposal... proposals) {
    return period(Instant.parse("2026-11-01T00:00:00Z"), DECEMBER, proposals);
  }

  private PeriodView december(Proposal... proposals) {
    return period(DECEMBER, Instant.parse("2027-01-01T00:00:00Z"), proposals);
  }

  private static Proposal unsimulated(int id) {
    return Samples.in(
        Samples.fresh(id, "# Grant " + id),
        ProposalState.EXECUTED,
        100 + 5 * DAY_IN_BLOCKS,
        OptionalLong.empty());
  }

  private static Proposal simulated(int id, Effect... effects) {
    return Samples.executing(unsimulated(id), List.of(), List.of(effects), ChainFacts.NONE);
  }

  private static Proposal received(Proposal proposal, boolean same, BalanceChange... balances) {
    return proposal
        .change()
        .receipt(
            Optional.of(
                new ExecutionReceipt(
                    "0x" + "%064x".formatted(proposal.key().proposalId()),
                    EXECUTED,
                    Samples.PAYEE,
                    List.of(balances),
                    same,
                    same ? "" : "Nothing was expected to move.")))
        .build();
  }

  private static BalanceChange change(Address account, long before, long after) {
    return new BalanceChange(
        account, Optional.of(Samples.TOKEN), BigInteger.valueOf(before), BigInteger.valueOf(after));
  }

  private static Effect transfer(Address from, Optional<Address> to, String amount) {
    Effect payment = Samples.payment(amount);
    return new Effect(
        payment.kind(),
        payment.contract(),
        Optional.of(from),
        to,
        payment.token(),
        payment.amount(),
        "",
        "");
  }

  @Test
  void whatWasExecutedBeforeAnybodyWatchedIsNamedInEachMonthInWhichItMayHavePaid() {
    Proposal old = simulated(1, Samples.payment("25000500000"));
    seen(old, "", DECEMBER.plus(Duration.ofDays(3)));

    for (PeriodView month : List.of(november(old), december(old))) {
      assertThat(month.payments()).isEmpty();
      assertThat(month.unknown())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.proposalId()).isEqualTo("1");
                assertThat(one.at()).isEmpty();
                assertThat(one.why()).contains("not known when it was executed, nor what it paid");
              });
    }
    Instant before = Samples.PROPOSED.minus(Duration.ofDays(50));
    assertThat(period(before, before.plus(Duration.ofDays(30)), old).unknown()).isEmpty();
    Instant after = DECEMBER.plus(Duration.ofDays(10));
    assertThat(period(after, after.plus(Duration.ofDays(5)), old).unknown()).isEmpty();
  }

  @Test
  void whatHasNoReceiptIsNoKnownPaymentAndNoExactTime() {
    Proposal late = simulated(1, Samples.payment("1000000"));
    Proposal unread = unsimulated(2);
    seen(late, "QUEUED", DECEMBER.plusSeconds(40));
    seen(unread, "QUEUED", DECEMBER.plusSeconds(50));

    PeriodView month = december(late, unread);

    assertThat(month.payments())
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.receipt()).isEqualTo("missing");
              assertThat(payment.about()).isTrue();
            });
    assertThat(month.unknown())
        .extracting(PeriodView.Unknown::why)
        .satisfiesExactly(
            simulated -> assertThat(simulated).contains("nothing confirms it"),
            nothing -> assertThat(nothing).contains("what it paid is not known"));
  }

  @Test
  void noDifferenceIsToldWhereNothingWasSimulatedBefore() {
    Proposal never =
        received(
            unsimulated(1),
            false,
            change(Samples.TREASURY, 9_000_000, 2_000_000),
            change(Samples.PAYEE, 0, 7_000_000));
    Proposal known = received(simulated(2, Samples.payment("1000000")), true);

    PeriodView month = november(never, known);

    assertThat(month.payments())
        .extracting(PeriodView.Spending::receipt)
        .containsExactly("not-simulated", "as-simulated");
    assertThat(month.payments())
        .extracting(PeriodView.Spending::to)
        .containsOnly(Optional.of(Checksummed.of(Samples.PAYEE)));
    assertThat(month.paid())
        .singleElement()
        .satisfies(paid -> assertThat(paid.line()).isEqualTo("8 USDX"));
    assertThat(month.happened())
        .flatExtracting(PeriodView.Happening::details)
        .noneMatch(detail -> detail.contains("differs"));
  }

  @Test
  void aSimulationMadeAfterwardsConfirmsNothing() {
    Proposal afterwards = simulated(1);
    Proposal early = received(afterwards, true);
    ExecutionReceipt before =
        new ExecutionReceipt(Samples.HASH, 119, Samples.PAYEE, List.of(), true, "");

    assertThat(Receipted.of(early)).isEqualTo(Receipted.AS_SIMULATED);
    assertThat(Receipted.of(afterwards.change().receipt(Optional.of(before)).build()))
        .isEqualTo(Receipted.NOT_SIMULATED);
  }

  @Test
  void whoGotWhatIsNotGuessedWhereTheBalancesDoNotSayIt() {
    Proposal halfOfIt =
        received(
            simulated(1, Samples.payment("1000000")),
            false,
            change(Samples.TREASURY, 9_000_000, 2_000_000),
            change(Samples.PAYEE, 0, 3_000_000));

    assertThat(november(halfOfIt).payments())
        .extracting(PeriodView.Spending::to, PeriodView.Spending::amount)
        .as("what the payee got is known, the rest is not")
        .containsExactly(
            tuple(Optional.of(Checksummed.of(Samples.PAYEE)), "3000000"),
            tuple(Optional.empty(), "4000000"));

    Proposal severalPayTwo =
        received(
            simulated(2),
            false,
            change(Samples.TREASURY, 9_000_000, 2_000_000),
            change(POOL, 5_000_000, 4_000_000),
            change(Samples.PAYEE, 0, 3_000_000),
            change(Samples.GOVERNOR, 0, 5_000_000));
    Proposal moreThanIsLost =
        received(
            simulated(3),
            false,
            change(Samples.TREASURY, 9_000_000, 2_000_000),
            change(Samples.PAYEE, 0, 8_000_000));

    assertThat(november(severalPayTwo, moreThanIsLost).payments())
        .extracting(PeriodView.Spending::to, PeriodView.Spending::amount)
        .containsExactly(tuple(Optional.empty(), "7000000"), tuple(Optional.empty(), "7000000"));
  }

  @Test
  void oneWhoGainedAllThatSeveralLostGotItFromEach() {
    Proposal both =
        received(
            simulated(1),
            false,
            change(Samples.TREASURY, 9_000_000, 2_000_000),
            change(POOL, 5_000_000, 4_000_000),
            change(Samples.PAYEE, 0, 8_000_000));

    PeriodView month = november(both);

    assertThat(month.payments())
        .extracting(PeriodView.Spending::to, PeriodView.Spending::amount)
        .containsExactly(tuple(Optional.of(Checksummed.of(Samples.PAYEE)), "7000000"));
    assertThat(month.unlisted())
        .extracting(PeriodView.Spending::to, PeriodView.Spending::amount)
        .containsExactly(tuple(Optional.of(Checksummed.of(Samples.PAYEE)), "1000000"));
  }

  @Test
  void whatOneTransactionMovedIsToldOnceHoweverManyProposalsItExecuted() {
    BalanceChange[] moved = {
      change(Samples.TREASURY, 20_000_000, 6_000_000),
      change(Samples.PAYEE, 0, 7_000_000),
      change(POOL, 0, 7_000_000)
    };
    ExecutionReceipt receipt =
        received(simulated(1, Samples.payment("7000000")), false, moved).receipt().orElseThrow();
    Proposal one =
        simulated(1, Samples.payment("7000000")).change().receipt(Optional.of(receipt)).build();
    Proposal two =
        simulated(2, Samples.payment("7000000")).change().receipt(Optional.of(receipt)).build();

    PeriodView month = november(one, two);

    assertThat(month.paid())
        .singleElement()
        .satisfies(paid -> assertThat(paid.line()).isEqualTo("14 USDX"));
    assertThat(month.payments()).extracting(PeriodView.Spending::proposalId).containsOnly("1");
    assertThat(month.unknown())
        .extracting(PeriodView.Unknown::proposalId)
        .containsExactly("1", "2");
    assertThat(month.unknown())
        .allSatisfy(its -> assertThat(its.why()).contains("stands under proposal 1, once"));
  }

  @Test
  void whatOneTransactionMovedStandsUnderOneThatIsTold() {
    BalanceChange[] moved = {
      change(Samples.TREASURY, 20_000_000, 6_000_000), change(Samples.PAYEE, 0, 14_000_000)
    };
    ExecutionReceipt receipt =
        received(simulated(1, Samples.payment("7000000")), false, moved).receipt().orElseThrow();
    Proposal gone =
        with(receipt, Samples.in(simulated(1), ProposalState.QUEUED, 110, OptionalLong.empty()));
    Proposal timeless = with(receipt, unseen(simulated(2, Samples.payment("7000000"))));
    Proposal dated = with(receipt, simulated(3, Samples.payment("7000000")));
    Proposal unwritten =
        simulated(4, Samples.payment("7000000"))
            .change()
            .execution(Optional.of(executedBy(receipt.transactionHash())))
            .build();

    for (PeriodView month :
        List.of(
            november(gone, timeless, dated),
            november(dated, unwritten),
            november(unwritten, dated))) {
      assertThat(month.paid())
          .singleElement()
          .satisfies(paid -> assertThat(paid.line()).isEqualTo("14 USDX"));
      assertThat(month.unknown())
          .hasSize(2)
          .allSatisfy(
              its -> assertThat(its.why()).contains("2 proposals were executed", ", once for"));
    }
    assertThat(december(gone, timeless, dated).unknown()).isEmpty();
  }

  @Test
  void theTimeOfAReceiptIsThatOfItsBlockAndExact() {
    Instant real = DECEMBER.plusSeconds(60);
    Proposal its = simulated(1, Samples.payment("7000000"));
    ExecutionReceipt receipt =
        new ExecutionReceipt(
            Samples.HASH,
            EXECUTED,
            OptionalLong.of(real.getEpochSecond()),
            Samples.PAYEE,
            List.of(),
            true,
            "");

    assertThat(november(with(receipt, its)).payments()).as("as reckoned").isEmpty();
    assertThat(december(with(receipt, its)).payments())
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.at()).isEqualTo(real.toString());
              assertThat(payment.about()).isFalse();
            });
  }

  private static Proposal with(ExecutionReceipt receipt, Proposal proposal) {
    return proposal.change().receipt(Optional.of(receipt)).build();
  }

  /** The chain did not say when it was proposed, so that no time can be reckoned. */
  private static Proposal unseen(Proposal proposal) {
    ProposalContent its = proposal.content();
    return proposal
        .change()
        .content(
            new ProposalContent(
                its.key(),
                its.proposer(),
                its.targets(),
                its.valuesWei(),
                its.calldatas(),
                its.descriptionHex(),
                its.descriptionHash(),
                its.voteStart(),
                its.voteEnd(),
                its.transactionHash(),
                its.block(),
                its.blockHash(),
                OptionalLong.empty()))
        .build();
  }

  private static Act executedBy(String transaction) {
    Proposal any = unsimulated(1);
    return Act.intended(
            ActKind.EXECUTE,
            any.key(),
            any.content().contentHash(),
            Samples.PAYEE,
            new PlannedCall(Samples.GOVERNOR, BigInteger.ZERO, "0x"),
            "execute",
            DECEMBER)
        .withOutcome(new ActOutcome.Confirmed(transaction, EXECUTED, Samples.HASH));
  }

  @Test
  void whatTheDaoGotAndPaidOnInOneExecutionIsNotPassedOver() {
    Proposal through =
        received(
            simulated(1, Samples.payment("7000000")),
            false,
            change(Samples.TREASURY, 5_000_000, 5_000_000),
            change(Samples.PAYEE, 0, 10_000_000));

    PeriodView month = november(through);

    assertThat(month.payments()).isEmpty();
    assertThat(month.unknown())
        .singleElement()
        .satisfies(its -> assertThat(its.why()).contains("got 10 USDX", "lost is 0 USDX"));
  }

  @Test
  void theCoinOfAChainHasItsOwnName() {
    Dao polygon =
        new Dao(
            "demo",
            "Demo",
            137,
            Samples.GOVERNOR,
            Samples.TREASURY,
            0,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            1,
            Set.of(),
            Map.of());
    Proposal paid =
        received(
            unsimulated(1),
            false,
            new BalanceChange(
                Samples.TREASURY, Optional.empty(), BigInteger.TEN.pow(18), BigInteger.ZERO));
    Payments payments = new Payments(polygon, List.of(paid));
    Happenings.Moment at = new Happenings.Moment(DECEMBER, false);
    payments.add(new Executions.Execution(List.of(paid), Optional.of(at)), at);

    assertThat(payments.sums())
        .singleElement()
        .satisfies(sum -> assertThat(sum.line()).isEqualTo("1 POL"));
  }

  @Test
  void whatNobodyGotIsKnownWhereItWasSimulated() {
    Proposal burned =
        received(simulated(1, transfer(Samples.TREASURY, Optional.empty(), "5000000")), true);

    assertThat(november(burned).payments())
        .singleElement()
        .satisfies(
            payment -> {
              assertThat(payment.to()).isEmpty();
              assertThat(payment.receipt()).isEqualTo("as-simulated");
            });
  }

  @Test
  void whatOtherAccountsPaidIsInNoSumWhicheverWayItIsKnown() {
    Effect other = transfer(POOL, Optional.of(Samples.PAYEE), "9000000");
    Proposal same = received(simulated(1, other), true);
    Proposal differing =
        received(
            simulated(2, other),
            false,
            change(POOL, 9_000_000, 1_000_000),
            change(Samples.PAYEE, 0, 8_000_000));

    PeriodView month = november(same, differing);

    assertThat(month.paid()).isEmpty();
    assertThat(month.payments()).isEmpty();
    assertThat(month.unlisted())
        .extracting(PeriodView.Spending::from)
        .containsOnly(Optional.of(Checksummed.of(POOL)))
        .hasSize(2);
    assertThat(PeriodMarkdown.of(month, Optional.empty()))
        .contains("### Paid by other accounts")
        .contains(
            "- **9 USDX** from `"
                + Checksummed.of(POOL)
                + "` to `"
                + Checksummed.of(Samples.PAYEE)
                + "`, token `");
  }
}
