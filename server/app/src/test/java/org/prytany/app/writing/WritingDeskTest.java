package org.prytany.app.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.WrittenView;
import org.prytany.app.view.WrittenViews;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.Drafts;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.WriterId;
import org.prytany.inference.generation.Written;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Invariant: whatever the writer does, asking what it wrote answers at once, no proposal is
 * changed, the other proposals get their turn, and nothing is shown for another text, other calls
 * or another model than it was written for.
 */
class WritingDeskTest {

  private static final String PAYS = "The DAO will pay 900 USDC to the audit team.";
  private static final String TEXT = "# Fund the audit\n\n" + PAYS + "\n";

  private static final int UNREADABLE = 666;

  private final List<Proposal> stored = new ArrayList<>();
  private final Map<ProposalKey, Drafted> kept = new HashMap<>();
  private final List<Duty> due = new ArrayList<>();
  private double load;
  private Instant now = Samples.PROPOSED;
  private int asked;

  private static Proposal proposal(int id, String baseUnits) {
    return Samples.executing(
        Samples.digested(Samples.fresh(id, TEXT), "Fund the audit", PAYS),
        List.of(),
        List.of(Samples.payment(baseUnits)),
        ChainFacts.NONE);
  }

  private WritingDesk desk(Writer writer) {
    return desk(writer, "a");
  }

  private WritingDesk desk(Writer writer, String sha256) {
    return desk(writer, new WritingTasks(new WritingModel("tiny", sha256.repeat(64), 1, "cpu")));
  }

  private WritingDesk desk(Writer writer, WritingTasks tasks) {
    Drafts drafts =
        new Drafts() {
          @Override
          public Optional<Drafted> find(ProposalKey proposal) {
            return Optional.ofNullable(kept.get(proposal));
          }

          @Override
          public void keep(Drafted drafted) {
            kept.put(drafted.proposal(), drafted);
          }
        };
    Writer counted =
        (evidence, effects, budget) -> {
          asked++;
          return writer.write(evidence, effects, budget);
        };
    return new WritingDesk(
        new WritingDesk.Parts(
            DaoDirectory.of(List.of(Samples.DAO)),
            new OnlyRead(stored),
            its -> Optional.empty(),
            tasks,
            key -> counted,
            () -> {},
            drafts,
            new Quiet(() -> due, () -> load, 4, () -> now),
            ProposalEvents.NONE,
            () -> now),
        new WritingDesk.Cost(100, Duration.ofMinutes(1)));
  }

  /** A desk that changed a proposal would fail here. */
  private record OnlyRead(List<Proposal> all) implements ProposalRepository {
    @Override
    public Optional<Proposal> find(ProposalKey key) {
      if (key.proposalId().intValue() == UNREADABLE) {
        throw new StackOverflowError();
      }
      return all.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    @Override
    public boolean insert(Proposal proposal) {
      throw new AssertionError("a proposal was stored");
    }

    @Override
    public Optional<Proposal> compareAndSwap(Proposal proposal) {
      throw new AssertionError("a proposal was changed");
    }

    @Override
    public List<ProposalSummary> summaries(long chainId, Address governor) {
      return all.stream().map(ProposalSummary::of).toList();
    }

    @Override
    public List<Proposal> of(long chainId, Address governor) {
      return all;
    }
  }

  private static Writer.Draft draft(Written.Stop stop, String... sentences) {
    return new Writer.Draft(
        Stream.of(sentences).map(each -> new Writer.Sentence(each, List.of(1))).toList(),
        new Written("", 10, 10, 10, stop));
  }

  private static Optional<WrittenView> shown(WritingDesk desk, Proposal proposal) {
    return desk.of(Samples.DAO, proposal, Optional.empty()).map(WrittenViews::of);
  }

  @Test
  void whatIsProvedIsShownWrittenOnceAndFoundAgainByALaterServer() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS, "Mallory gets it all."));
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("waiting");
    assertThat(desk.round()).isTrue();
    assertThat(desk.round()).isFalse();
    WrittenView view = shown(desk, stored.getFirst()).orElseThrow();
    assertThat(view.sentences()).extracting(WrittenView.Sentence::text).containsExactly(PAYS);
    assertThat(view.words())
        .contains("Written by tiny", "can be deceived", "two sentences; one was not borne out");
    assertThat(view.toString()).doesNotContain("Mallory");

    WritingDesk later = desk((e, f, b) -> draft(Written.Stop.ENDED, "Another."));
    assertThat(later.round()).isFalse();
    assertThat(shown(later, stored.getFirst())).contains(view);
    assertThat(asked).isEqualTo(1);
  }

  private static final WritingModel ELSEWHERE =
      WritingModel.of(WriterId.remote("house", "org/large", 1));

  @Test
  void aModelElsewhereIsMarkedWhereverItIsNamed() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk =
        desk(
            (e, f, b) -> draft(Written.Stop.ENDED, PAYS, "Mallory gets it all."),
            new WritingTasks(ELSEWHERE));
    desk.round();
    WrittenView view = shown(desk, stored.getFirst()).orElseThrow();
    assertThat(view.remote()).isTrue();
    assertThat(view.words())
        .contains("Written by remote:house (org/large),")
        .endsWith(
            "The model runs at an endpoint of the operator's, which was sent the digest's sentences"
                + " and what the calls do.");
    assertThat(view.model()).isEqualTo("remote:house (org/large)");
    assertThat(view.modelSha256()).isEmpty();

    WritingDesk here = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS));
    assertThat(here.round()).as("another model's key").isTrue();
    assertThat(shown(here, stored.getFirst()).orElseThrow().remote()).isFalse();
  }

  /** An endpoint that is down for an hour has not failed on the text, and holds nobody up. */
  @Test
  void anEndpointThatIsDownIsWaitedForAndOthersGetTheirTurn() {
    stored.add(proposal(1, "900000000"));
    stored.add(proposal(2, "900000000"));
    String[] code = {"remote-unreachable"};
    WritingDesk desk =
        desk(
            (e, f, b) -> {
              if (!code[0].isEmpty()) {
                throw new GenerationException(code[0], "no");
              }
              return draft(Written.Stop.ENDED, PAYS);
            },
            new WritingTasks(ELSEWHERE));
    for (int i = 0; i < 10; i++) {
      assertThat(desk.round()).isTrue();
    }
    WrittenView view = shown(desk, stored.getFirst()).orElseThrow();
    assertThat(view.status()).isEqualTo("waiting");
    assertThat(view.words()).contains("its endpoint cannot write now (remote-unreachable)");
    assertThat(asked).isEqualTo(10);

    code[0] = "remote-rests";
    asked = 0;
    assertThat(desk.round()).as("nobody was asked").isFalse();
    assertThat(asked).as("and both had their turn").isEqualTo(2);

    code[0] = "";
    desk.round();
    desk.round();
    assertThat(stored)
        .allSatisfy(
            each -> assertThat(shown(desk, each).orElseThrow().status()).isEqualTo("written"));
  }

  /** Whatever is wrong with it that is not the text's is no proposal's failure. */
  @ParameterizedTest
  @ValueSource(strings = {"remote-down", "model-refused", "writer-unready"})
  void whoCannotWriteWhateverTheTextSpoilsNoProposal(String code) {
    stored.add(proposal(1, "900000000"));
    stored.add(proposal(2, "900000000"));
    boolean[] well = {false};
    WritingDesk desk =
        desk(
            (e, f, b) -> {
              if (!well[0]) {
                throw new GenerationException(code, "no");
              }
              return draft(Written.Stop.ENDED, PAYS);
            });
    for (int i = 0; i < 10; i++) {
      assertThat(desk.round()).isTrue();
    }
    assertThat(stored)
        .allSatisfy(
            each -> assertThat(shown(desk, each).orElseThrow().status()).isEqualTo("waiting"));
    well[0] = true;
    desk.round();
    desk.round();
    assertThat(stored)
        .allSatisfy(
            each -> assertThat(shown(desk, each).orElseThrow().status()).isEqualTo("written"));
  }

  /** An endpoint that breaks over one text looks as if it were down. */
  @Test
  void aTextOverWhichAnEndpointBreaksHoldsNobodyUp() {
    for (int id = 1; id <= 3; id++) {
      stored.add(proposal(id, "90000000" + id));
    }
    WritingDesk desk =
        desk(
            (e, effects, b) -> {
              if (effects.toString().contains("900.000001")) {
                throw new GenerationException("remote-down", "500");
              }
              return draft(Written.Stop.ENDED, PAYS);
            },
            new WritingTasks(ELSEWHERE));
    for (int i = 0; i < 4; i++) {
      desk.round();
    }
    assertThat(stored)
        .extracting(each -> shown(desk, each).orElseThrow().status())
        .containsExactly("waiting", "written", "written");
  }

  @Test
  void aProcessThatRestsHoldsNobodyUpAndItsReasonStays() {
    stored.add(proposal(1, "900000000"));
    stored.add(proposal(2, "900000000"));
    String[] code = {"model-refused"};
    WritingDesk desk =
        desk(
            (e, f, b) -> {
              throw new GenerationException(code[0], "no");
            });
    assertThat(desk.round()).isTrue();
    code[0] = "writer-rests";
    asked = 0;
    assertThat(desk.round()).isFalse();
    assertThat(asked).isEqualTo(2);
    assertThat(stored)
        .allSatisfy(
            each ->
                assertThat(shown(desk, each).orElseThrow().words())
                    .contains("the model was changed since the server started; restart"));
  }

  @Test
  void whatIsWrittenElsewhereNeedNotWaitForThisMachine() {
    stored.add(proposal(1, "900000000"));
    load = 100;
    WritingDesk waits =
        desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS), new WritingTasks(ELSEWHERE));
    assertThat(waits.round()).isFalse();
    assertThat(shown(waits, stored.getFirst()).orElseThrow().words()).contains("is busy");
    WritingDesk goesOn =
        desk(
            (e, f, b) -> draft(Written.Stop.ENDED, PAYS),
            new WritingTasks((evidence, doubtful, busy) -> Optional.of(ELSEWHERE)));
    assertThat(goesOn.round()).isTrue();
  }

  @Test
  void whereNobodyIsToWriteNothingIsSaidOfIt() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk =
        desk(
            (e, f, b) -> draft(Written.Stop.ENDED, PAYS),
            new WritingTasks(
                (evidence, doubtful, busy) ->
                    evidence > 1_000 || doubtful ? Optional.of(ELSEWHERE) : Optional.empty()));
    assertThat(desk.round()).isFalse();
    assertThat(shown(desk, stored.getFirst())).isEmpty();
  }

  @Test
  void nothingProvedIsSaidInNumbers() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.ENDED, "A.", "B.", "C."));
    desk.round();
    WrittenView view = shown(desk, stored.getFirst()).orElseThrow();
    assertThat(view.words())
        .isEqualTo("tiny wrote three sentences, none was borne out by the text.");
    assertThat(view.sentences()).isEmpty();
  }

  @Test
  void otherCallsAnotherTextOrAnotherModelShowNothingOfBefore() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS));
    desk.round();
    Proposal other = proposal(1, "900000001");
    assertThat(shown(desk, other).orElseThrow().status()).isEqualTo("waiting");
    assertThat(shown(desk, Samples.fresh(1, TEXT))).isEmpty();
    assertThat(desk.of(Samples.DAO, stored.getFirst(), Optional.of("The content is another one.")))
        .isEmpty();
    stored.set(0, other);
    assertThat(desk.round()).isTrue();
    assertThat(shown(desk, other).orElseThrow().status()).isEqualTo("written");
    assertThat(desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS), "b").round()).isTrue();
  }

  @Test
  void aDraftThatSomebodyChangedIsCheckedLikeAnyOther() {
    stored.add(proposal(1, "900000000"));
    desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS)).round();
    Drafted was = kept.get(stored.getFirst().key());
    kept.put(
        was.proposal(),
        new Drafted(
            was.proposal(),
            was.key(),
            List.of(new Drafted.Sentence("Vote for it, it is safe.", List.of(1))),
            was.madeAt(),
            was.millis()));
    WritingDesk later = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS));
    later.round();
    assertThat(shown(later, stored.getFirst()).orElseThrow().toString())
        .doesNotContain("it is safe");
  }

  static Stream<Throwable> whatAWriterMayThrow() {
    return Stream.of(
        new GenerationException("writer-failed", "It ended."),
        new IllegalStateException("a fault"),
        new UnsatisfiedLinkError("a native library"),
        new StackOverflowError(),
        new OutOfMemoryError("made by the test"));
  }

  @ParameterizedTest
  @MethodSource("whatAWriterMayThrow")
  void whateverIsThrownTheOthersGetTheirTurn(Throwable thrown) {
    stored.add(proposal(1, "900000000"));
    stored.add(proposal(2, "900000001"));
    int[] calls = {0};
    WritingDesk desk =
        desk(
            (e, f, b) -> {
              if (calls[0]++ < 3) {
                WritingDeskTest.<RuntimeException>raise(thrown);
              }
              return draft(Written.Stop.ENDED, PAYS);
            });
    for (int round = 0; round < 4; round++) {
      assertThat(desk.round()).isTrue();
    }
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("failed");
    assertThat(shown(desk, stored.getLast()).orElseThrow().status()).isEqualTo("written");
    assertThat(desk.round()).isFalse();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aProposalThatCannotBeReadKeepsNoOtherWaiting() {
    stored.add(proposal(UNREADABLE, "1"));
    stored.add(proposal(2, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS));
    assertThat(desk.round()).isTrue();
    assertThat(shown(desk, stored.getLast()).orElseThrow().status()).isEqualTo("written");
  }

  @Test
  void whatIsDueAndABusyMachineComeFirst() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.ENDED, PAYS));
    load = 4;
    assertThat(desk.round()).isFalse();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().words()).contains("machine is busy");
    load = 1;
    due.add(duty(now.plusSeconds(10)));
    now = now.plusSeconds(2);
    assertThat(desk.round()).isFalse();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().words()).contains("something is due");
    due.set(0, duty(now.plusSeconds(600)));
    now = now.plusSeconds(2);
    assertThat(desk.round()).isTrue();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void whatBecomesDueEndsATextThatWasBegunAndItIsWrittenLater() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk =
        desk(
            (e, f, budget) -> {
              if (asked == 1) {
                assertThat(budget.cancelled().getAsBoolean()).isFalse();
                due.add(duty(now));
                now = now.plusSeconds(2);
              }
              return budget.cancelled().getAsBoolean()
                  ? draft(Written.Stop.CANCELLED, PAYS)
                  : draft(Written.Stop.ENDED, PAYS);
            });
    desk.round();
    assertThat(kept).isEmpty();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("waiting");
    due.clear();
    now = now.plusSeconds(2);
    assertThat(desk.round()).isTrue();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("written");
  }

  @Test
  void whatDependsOnTheMachinesDayIsNotKept() {
    stored.add(proposal(1, "900000000"));
    WritingDesk desk = desk((e, f, b) -> draft(Written.Stop.CPU_TIME, PAYS));
    desk.round();
    assertThat(kept).isEmpty();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().words())
        .contains("prytany.writing.cpu-time");
  }

  @Test
  void whileAWriterHangsAskingAnswersAndTheServerStops() throws InterruptedException {
    stored.add(proposal(1, "900000000"));
    CountDownLatch hanging = new CountDownLatch(1);
    WritingDesk desk =
        desk(
            (e, f, b) -> {
              hanging.countDown();
              while (true) {
                try {
                  Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException ignored) {
                  // It does not let itself be ended.
                  continue;
                }
              }
            });
    desk.start();
    hanging.await();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("waiting");
    desk.close();
    assertThat(shown(desk, stored.getFirst()).orElseThrow().status()).isEqualTo("waiting");
  }

  private static Duty duty(Instant at) {
    return new Duty(
        proposal(9, "1").key(),
        DutyKind.VOTE,
        at,
        at.plusSeconds(60),
        at.plusSeconds(600),
        Optional.empty(),
        Instant.EPOCH,
        0,
        "");
  }
}
