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
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;

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
  private final Now clock = new Now();
  private final BlockStamps stamps = new BlockStamps(chain, clock);

  private static Proposal executed(long block, long head) {
    return Samples.in(
            Samples.fresh(1, "# A grant"), ProposalState.EXECUTED, head, OptionalLong.empty())
        .change()
        .receipt(
            Optional.of(
                new ExecutionReceipt(Samples.HASH, block, Samples.PAYEE, List.of(), true, "")))
        .build();
  }

  private PeriodView.Happening execution(Proposal proposal) {
    List<Proposal> all = List.of(proposal);
    Map<Long, Instant> read = stamps.of(Samples.DAO, all, FROM, TO);
    return new Periods(Samples.DAO, new History(new NoLog()), FROM, TO, TO, read)
        .of(all, List.of()).happened().stream()
            .filter(one -> one.kind().equals("executed"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void anExecutionIsDatedByItsBlockAsTheChainSaysAndNotAbout() {
    PeriodView.Happening execution = execution(executed(EXECUTED_IN, HEAD));

    assertThat(execution.at()).isEqualTo(REAL.toString());
    assertThat(execution.about()).isFalse();
  }

  @Test
  void whereTheChainDoesNotAnswerTheTimeIsReckonedAndTheChainLeftAloneForAWhile() {
    chain.answers = false;

    PeriodView.Happening execution = execution(executed(EXECUTED_IN, HEAD));

    assertThat(execution.about()).isTrue();
    assertThat(execution.at()).isNotEqualTo(REAL.toString());
    execution(executed(EXECUTED_IN, HEAD));
    assertThat(chain.asked).hasSize(1);
    chain.answers = true;
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertThat(execution(executed(EXECUTED_IN, HEAD)).at()).isEqualTo(REAL.toString());
  }

  @Test
  void aSettledBlockIsAskedForOnceAndAYoungOneEachTime() {
    execution(executed(EXECUTED_IN, HEAD));
    execution(executed(EXECUTED_IN, HEAD));
    assertThat(chain.asked).containsExactly(EXECUTED_IN);

    execution(executed(EXECUTED_IN, EXECUTED_IN + 3));
    chain.asked.clear();
    BlockStamps fresh = new BlockStamps(chain, clock);
    List<Proposal> young = List.of(executed(EXECUTED_IN, EXECUTED_IN + 3));
    fresh.of(Samples.DAO, young, FROM, TO);
    fresh.of(Samples.DAO, young, FROM, TO);
    assertThat(chain.asked).containsExactly(EXECUTED_IN, EXECUTED_IN);
  }

  @Test
  void whatWasLongBeforeThePeriodIsNotAskedFor() {
    Instant later = Samples.PROPOSED.plus(Duration.ofDays(60));

    assertThat(
            stamps.of(
                Samples.DAO,
                List.of(executed(EXECUTED_IN, HEAD)),
                later,
                later.plus(Duration.ofDays(7))))
        .isEmpty();
    assertThat(chain.asked).isEmpty();
  }

  private static final class Chain implements GovernorLogs {
    private final List<Long> asked = new ArrayList<>();
    private boolean answers = true;

    @Override
    public Optional<BlockRef> block(Dao dao, long number) {
      asked.add(number);
      if (!answers) {
        throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "no answer");
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
