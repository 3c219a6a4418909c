package org.prytany.app.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.history.History;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.Address;

/** A week's dates are the chain's own; where it does not answer they are reckoned, and say so. */
class BlockStampsTest {

  private static final long EXECUTED_IN = 5_000;
  private static final long HEAD = 10_000;

  /** The chain stood still for a day after block 4,000, so that a reckoned time is wrong. */
  private static final Instant REAL =
      Samples.PROPOSED
          .plusSeconds((EXECUTED_IN - 100) * Samples.BLOCK_TIME)
          .plus(Duration.ofDays(1));

  private static final Instant FROM = Samples.PROPOSED.minus(Duration.ofDays(1));
  private static final Instant TO = Samples.PROPOSED.plus(Duration.ofDays(30));

  private final Chain chain = new Chain();
  private final Cursors cursors = new Cursors();
  private final Now clock = new Now();
  private final BlockStamps stamps = new BlockStamps(chain, cursors, clock);

  /** What is over is not looked at again: its view stays at the block that executed it. */
  private static Proposal executed(long block) {
    return Samples.in(
            Samples.fresh(1, "# A grant"), ProposalState.EXECUTED, block, OptionalLong.empty())
        .change()
        .receipt(
            Optional.of(
                new ExecutionReceipt(Samples.HASH, block, Samples.PAYEE, List.of(), true, "")))
        .build();
  }

  private PeriodView.Happening execution(Proposal proposal) {
    List<Proposal> all = List.of(proposal);
    Map<Long, Instant> read = stamps.of(Samples.DAO, all, FROM, TO);
    return new Periods(
            Samples.DAO, Roster.of(Samples.DAO), new History(new NoLog()), FROM, TO, TO, read)
        .of(all, List.of()).happened().stream()
            .filter(one -> one.kind().equals("executed"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void anExecutionIsDatedByItsBlockAsTheChainSaysAndNotAbout() {
    PeriodView.Happening execution = execution(executed(EXECUTED_IN));

    assertThat(execution.at()).isEqualTo(REAL.toString());
    assertThat(execution.about()).isFalse();
  }

  @Test
  void whereTheChainDoesNotAnswerTheTimeIsReckonedAndTheChainLeftAloneForAWhile() {
    chain.answers = false;

    PeriodView.Happening execution = execution(executed(EXECUTED_IN));

    assertThat(execution.about()).isTrue();
    assertThat(execution.at()).isNotEqualTo(REAL.toString());
    execution(executed(EXECUTED_IN));
    assertThat(chain.asked).hasSize(1);
    chain.answers = true;
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertThat(execution(executed(EXECUTED_IN)).at()).isEqualTo(REAL.toString());
  }

  @Test
  void aBlockIsSettledOnceIntakeIsFarBeyondItAndIsAskedForOnce() {
    execution(executed(EXECUTED_IN));
    clock.now = clock.now.plus(Duration.ofDays(1));
    execution(executed(EXECUTED_IN));

    assertThat(chain.asked).containsExactly(EXECUTED_IN);
  }

  @Test
  void aYoungBlockIsAskedForOnceAMomentBecauseItMayStillGo() {
    cursors.head = EXECUTED_IN + 3;

    for (int i = 0; i < 50; i++) {
      assertThat(execution(executed(EXECUTED_IN)).at()).isEqualTo(REAL.toString());
    }
    assertThat(chain.asked).containsExactly(EXECUTED_IN);

    clock.now = clock.now.plus(Duration.ofMinutes(1));
    execution(executed(EXECUTED_IN));
    assertThat(chain.asked).containsExactly(EXECUTED_IN, EXECUTED_IN);
  }

  @Test
  void aBlockThatIsNotThereIsNotAskedForByEverybody() {
    chain.hasBlocks = false;

    for (int i = 0; i < 50; i++) {
      assertThat(execution(executed(EXECUTED_IN)).about()).isTrue();
    }
    assertThat(chain.asked).containsExactly(EXECUTED_IN);
  }

  @Test
  void whoComesWhileSomebodyAsksDoesNotWaitAndReadsAboutWhen() {
    List<PeriodView.Happening> meanwhile = new ArrayList<>();
    chain.whileAsked = () -> meanwhile.add(execution(executed(EXECUTED_IN)));

    PeriodView.Happening first = execution(executed(EXECUTED_IN));

    assertThat(first.at()).isEqualTo(REAL.toString());
    assertThat(meanwhile).singleElement().satisfies(one -> assertThat(one.about()).isTrue());
    assertThat(chain.asked).containsExactly(EXECUTED_IN);
  }

  @Test
  void whatWasLongBeforeThePeriodIsNotAskedFor() {
    Instant later = Samples.PROPOSED.plus(Duration.ofDays(60));

    assertThat(
            stamps.of(
                Samples.DAO, List.of(executed(EXECUTED_IN)), later, later.plus(Duration.ofDays(7))))
        .isEmpty();
    assertThat(chain.asked).isEmpty();
  }

  private static final class Chain implements GovernorLogs {
    private final List<Long> asked = new ArrayList<>();
    private boolean answers = true;
    private boolean hasBlocks = true;
    private Runnable whileAsked = () -> {};

    @Override
    public Optional<BlockRef> block(Dao dao, long number) {
      asked.add(number);
      if (!answers) {
        throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "no answer");
      }
      whileAsked.run();
      if (!hasBlocks) {
        return Optional.empty();
      }
      return Optional.of(new BlockRef(number, Samples.HASH, Samples.HASH, REAL.getEpochSecond()));
    }

    @Override
    public void verify(Dao dao) {}

    @Override
    public void verifyAnew(Dao dao) {}

    @Override
    public BlockRef head(Dao dao) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ProposalContent> proposals(Dao dao, long from, long to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Part> part(Dao dao, long from, long again, BlockRef head) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Checked> check(Dao dao, List<ProposalContent> shown, BlockRef head) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> doubts(Dao dao) {
      return List.of();
    }

    @Override
    public Optional<List<BigInteger>> newestIds(Dao dao, int most) {
      return Optional.empty();
    }
  }

  /** Intake read up to a head. */
  private static final class Cursors implements CursorRepository {
    private long head = HEAD;

    @Override
    public Optional<IntakeCursor> find(long chainId, Address governor) {
      BlockRef last = new BlockRef(head, Samples.HASH, Samples.HASH, REAL.getEpochSecond());
      return Optional.of(
          new IntakeCursor(chainId, governor, 1, head + 1, List.of(last), Optional.empty()));
    }

    @Override
    public boolean insert(IntakeCursor cursor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean compareAndSwap(IntakeCursor cursor) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Now extends Clock {
    private Instant now = TO;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final class NoLog implements AuditRepository {
    @Override
    public Optional<AuditEntry> last() {
      return Optional.empty();
    }

    @Override
    public boolean append(AuditEntry entry) {
      return false;
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return List.of();
    }
  }
}
