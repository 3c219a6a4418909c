package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.Notice;
import org.prytany.spi.Notifier;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TextGenerator;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;
import org.prytany.testkit.SampleNotice;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

class ApartPluginsTest {

  private static final DigestContext EMBEDDING = StubTextEmbedder::new;

  /** Its words are not in the text. */
  private static final Judged<TextDigest> NOT_JUDGED = digest -> Optional.empty();

  private static final RulesInForce AGREED = (sha256, change) -> change.run();

  @TempDir private Path own;
  private final AtomicBoolean lastForgiven = new AtomicBoolean();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicReference<@Nullable Process> seen = new AtomicReference<>();
  private final AtomicReference<@Nullable Path> folder = new AtomicReference<>();
  private volatile SignedFor approved = SignedFor.NOTHING;
  private final Ordered set = new Ordered();
  private final PluginsProcess process = watched();
  private ApartPlugins plugins =
      new ApartPlugins(
          process, AGREED, () -> approved, set, Duration.ofMinutes(2), Duration.ofMinutes(1));

  private PluginsProcess watched() {
    return new PluginsProcess(
        // A path that is too long for a socket.
        Path.of("/" + "x".repeat(200)),
        (socket, name, forgiven) -> {
          folder.set(socket.getParent());
          lastForgiven.set(forgiven.isPresent());
          if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("the folder cannot be made");
          }
          return OtherProcess.builder(socket);
        },
        seen::set);
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  @Test
  void aStrategyDecidesElsewhere() {
    VoteDecision decision = strategy().decide(situation("We pay \ud800."));

    assertThat(decision).isEqualTo(new VoteDecision.Refrain("rule", "We pay [U+D800]."));
    assertThat(strategy().version()).isEqualTo("1");
    assertThat(strategy().changed()).isEmpty();
  }

  @Test
  void anExecutorPlansElsewhere() {
    until(() -> plugins.executor().isPresent());
    RunningExecutor executor = plugins.executor().orElseThrow();
    ProposalSnapshot grant = SampleProposal.grant();
    var calls = SampleProposal.of().calls("0x" + "ab".repeat(32));

    assertThat(executor.planQueue(new PassedProposal(grant, calls)).call().calldata())
        .isEqualTo("0x" + "ab".repeat(32));
    assertThatThrownBy(
            () ->
                executor.planExecution(
                    new ApprovedProposal(grant, calls, 1),
                    plan -> Optional.of("it sends " + plan.call().valueWei())))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("it sends 1");
  }

  @Test
  void aDigesterGetsTheServersServices() {
    DigestContext all = services();
    StubTextEmbedder embedder = new StubTextEmbedder();

    assertThat(digester().digest(proposal("text"), all, NOT_JUDGED).headline())
        .isEqualTo(
            "2 vectors of "
                + embedder.dimensions()
                + " by "
                + embedder.modelId()
                + ", 3 scores, 1 sentences");
    assertThat(digester().digest(proposal("text"), EMBEDDING, NOT_JUDGED).headline())
        .endsWith("no scores, -1 sentences");
  }

  @Test
  void rowsThatAreNullCostNoConnection() {
    assertThat(digester().digest(proposal("null rows"), services(), NOT_JUDGED).headline())
        .startsWith("2 vectors");
  }

  private static DigestContext services() {
    return new DigestContext() {
      @Override
      public TextEmbedder embedder() {
        return new StubTextEmbedder();
      }

      @Override
      public Optional<FeatureScorer> scorer() {
        return Optional.of(
            new FeatureScorer() {
              @Override
              public float[][] score(String modelId, byte[] onnx, float[][] rows) {
                return new float[onnx[0] + rows.length][2];
              }

              @Override
              public String runtime() {
                return "runtime";
              }
            });
      }

      @Override
      public Optional<TextGenerator> generator() {
        return Optional.of(evidence -> List.of(new TextGenerator.Generated("b", List.of(0))));
      }
    };
  }

  @Test
  void aRefusedDigestIsTheOtherEndsToCount() {
    assertThatThrownBy(
            () ->
                digester()
                    .digest(proposal("text"), EMBEDDING, digest -> Optional.of("it is refused")))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_FAULT))
        .hasMessageContaining("it is refused");
    assertThat(digester().digest(proposal("text"), EMBEDDING, NOT_JUDGED).algorithm())
        .isEqualTo("method");
  }

  @Test
  void aPluginsFaultStaysOne() {
    assertThatThrownBy(() -> strategy().decide(situation("a fault")))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_FAULT))
        .hasMessage("the plugin is at fault");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "halt", "memory"})
  void whatEndsItsProcessIsAskedAgainInTheNext(String how) {
    RunningDigester before = digester();
    strategy().decide(situation("plain"));

    assertThatThrownBy(() -> before.digest(proposal(how), EMBEDDING))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_UNAVAILABLE))
        .hasMessageContaining("ask again");
    until(() -> plugins.strategy().isEmpty());
    assertThat(plugins.statuses())
        .filteredOn(one -> !one.kind().isEmpty())
        .extracting(PluginStatus::state)
        .containsExactly(State.STARTING, State.STARTING);

    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
    assertThat(digester().deployment()).isNotEqualTo(before.deployment());
    assertThatThrownBy(before::readsTextAlone)
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_UNAVAILABLE));
  }

  @Test
  void aKilledProcessIsStartedAgain() {
    strategy().decide(situation("plain"));
    Process first = process();

    first.destroyForcibly();

    until(() -> !process().equals(first));
    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
  }

  @Test
  void aProposalThatEndsItsProcessThreeTimesIsAskedAboutNoMore() {
    for (int i = 0; i < 3; i++) {
      VoteStrategy strategy = strategy();
      assertThatThrownBy(() -> strategy.decide(situation("halt")))
          .isInstanceOf(PrytanyException.class);
    }

    assertThatThrownBy(() -> strategy().decide(situation("halt")))
        .isInstanceOf(ProposalAside.class)
        .hasMessageContaining("'strategy' is asked about this proposal no more");
    assertThat(strategy().decide(situation(2, "plain"))).isInstanceOf(VoteDecision.Refrain.class);
  }

  /** A headline keeps nobody from being told: the same in our own words is always written. */
  @Test
  void aNoticeThatEndsItsProcessThreeTimesIsWrittenInOurOwnWords() {
    Notice quoting = SampleNotice.quoting("halt");
    for (int i = 0; i < 3; i++) {
      Notifier notifier = notifier();
      assertThatThrownBy(() -> notifier.render(quoting))
          .isInstanceOf(PrytanyException.class)
          .isNotInstanceOf(ProposalAside.class);
    }
    assertThatThrownBy(() -> notifier().render(quoting)).isInstanceOf(ProposalAside.class);
    Notice ours =
        new Notice(quoting.id(), quoting.events(), 1, quoting.title(), List.of(), quoting.link());
    assertThat(notifier().render(ours).body()).isEqualTo(quoting.title());
    assertThat(notifier().render(SampleNotice.many()).body()).contains("2000 alerts");
  }

  /** Whoever waits for a turn to vote waits for it: a digest may take minutes, a notice may not. */
  @Test
  void aNotifierIsNotWaitedForAsLongAsADigest() {
    plugins.close();
    plugins =
        new ApartPlugins(
            new PluginsProcess(
                own, (socket, name, forgiven) -> OtherProcess.builder(socket), seen::set),
            AGREED,
            () -> SignedFor.NOTHING,
            new Ordered(),
            Duration.ofDays(1),
            Duration.ZERO);
    Notifier notifier = notifier();
    Process first = process();

    assertThatThrownBy(() -> notifier.render(SampleNotice.quoting("asleep")))
        .isInstanceOf(PrytanyException.class);

    until(() -> !process().equals(first));
  }

  private Notifier notifier() {
    until(() -> plugins.notifier().isPresent());
    return plugins.notifier().orElseThrow();
  }

  @Test
  void aStrategyThatEndsItsProcessAtThreeProposalsIsAskedNoMore() {
    for (int i = 0; i < 3; i++) {
      int id = i;
      VoteStrategy strategy = strategy();
      assertThat(strategy.followed()).isEmpty();
      assertThat(strategy.asksForHistory()).isTrue();
      assertThatThrownBy(() -> strategy.decide(situation(id, "halt")))
          .isInstanceOf(PrytanyException.class);
    }
    until(() -> plugins.executor().isPresent());

    assertThat(plugins.strategy()).isEmpty();
    assertThat(plugins.digester()).isPresent();
    assertThat(plugins.statuses())
        .anySatisfy(
            status -> {
              assertThat(status.id()).isEqualTo("strategy");
              assertThat(status.state()).isEqualTo(State.QUARANTINED);
              assertThat(status.reason()).contains("3 times in an hour while it was deciding");
            });
  }

  @Test
  void twoThatWereAskedWhenAProcessEndedAreAskedOneAfterTheOther() throws Exception {
    Held held = new Held();
    Answered<TextDigest> lost = digesting(held);
    assertThatThrownBy(() -> strategy().decide(situation("halt")))
        .isInstanceOf(PrytanyException.class);
    held.letGo.countDown();
    assertThat(lost.join()).as("both were being asked").isEmpty();

    Held next = new Held();
    Answered<TextDigest> kept = digesting(next);
    VoteStrategy strategy = strategy();
    Answered<VoteDecision> waits = new Answered<>(() -> strategy.decide(situation("halt")));
    until(() -> waits.thread.getState() == Thread.State.TIMED_WAITING || !waits.thread.isAlive());
    next.letGo.countDown();

    assertThat(kept.join()).as("the strategy was not asked meanwhile").isPresent();
    assertThat(waits.join()).as("its turn came").isEmpty();
  }

  /** A digest that waits for a service, on its way for sure. */
  private Answered<TextDigest> digesting(Held held) throws InterruptedException {
    RunningDigester digester = digester();
    Answered<TextDigest> asked =
        new Answered<>(() -> digester.digest(proposal("text"), held, NOT_JUDGED));
    held.reached.await();
    return asked;
  }

  /** Services that answer when they are let go. */
  private static final class Held implements DigestContext {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Override
    public TextEmbedder embedder() {
      StubTextEmbedder stub = new StubTextEmbedder();
      return new TextEmbedder() {
        @Override
        public float[][] embed(List<String> sentences) {
          reached.countDown();
          try {
            letGo.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return stub.embed(sentences);
        }

        @Override
        public int dimensions() {
          return stub.dimensions();
        }

        @Override
        public String modelId() {
          return stub.modelId();
        }

        @Override
        public String modelSha256() {
          return stub.modelSha256();
        }

        @Override
        public String device() {
          return stub.device();
        }
      };
    }
  }

  /** Something that is asked on a thread of its own. */
  private static final class Answered<T> {
    private final AtomicReference<@Nullable T> answer = new AtomicReference<>();
    private final Thread thread;

    Answered(Supplier<T> asked) {
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      answer.set(asked.get());
                    } catch (PrytanyException e) {
                      answer.set(null);
                    }
                  });
    }

    /** Empty if it was not answered. */
    Optional<T> join() throws InterruptedException {
      thread.join();
      return Optional.ofNullable(answer.get());
    }
  }

  @Test
  void whyAProcessEndedIsSaidUntilTheNextAnswers() {
    assertThatThrownBy(() -> strategy().decide(situation("halt")))
        .isInstanceOf(PrytanyException.class);

    until(() -> plugins.strategy().isEmpty());
    for (List<PluginStatus> now = plugins.statuses();
        now.getFirst().state() == State.STARTING;
        now = plugins.statuses()) {
      assertThat(now.getFirst().reason()).endsWith("started again: exit code 4");
    }
    assertThat(lastForgiven).as("for what was starting").isTrue();

    process().destroyForcibly();
    until(() -> plugins.strategy().isEmpty());
    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
    assertThat(lastForgiven).as("nobody was asked").isFalse();
  }

  @Test
  void whoAsksAfterAProcessEndedDidNotEndIt() throws Exception {
    VoteStrategy strategy = strategy();
    Process first = process();
    first.destroyForcibly().waitFor();

    for (int i = 0; i < 3; i++) {
      Thread asking =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(() -> strategy.decide(situation("plain")))
                          .isInstanceOf(PrytanyException.class));
      asking.join();
    }
    until(() -> !process().equals(first));

    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
  }

  @Test
  void aProcessThatDoesNotTakeChangedRulesIsEnded() {
    VoteStrategy strategy = strategy();
    Process first = process();

    assertThatThrownBy(() -> strategy.adopt("a".repeat(64))).isInstanceOf(PrytanyException.class);

    until(() -> !process().equals(first));
    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
  }

  @Test
  void whatCannotBeStartedIsTriedAgain() {
    VoteStrategy strategy = strategy();
    refusals.set(2);

    assertThatThrownBy(() -> strategy.decide(situation("halt")))
        .isInstanceOf(PrytanyException.class);

    until(() -> plugins.strategy().isEmpty());
    until(
        () ->
            plugins.statuses().stream()
                .anyMatch(one -> one.reason().contains("the folder cannot be made")));
    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
    assertThat(Files.exists(Objects.requireNonNull(folder.get()))).isTrue();
    assertThat(lastForgiven).as("what was starting when it ended, twice later").isTrue();
  }

  @Test
  void everyProcessIsToldWhatMayRunAndToldAgainWhenThatChanges() {
    until(() -> said("approved 0 and last 0"));
    String one = "a".repeat(64);
    String other = "b".repeat(64);
    approved = new SignedFor(Set.of(one, other), Set.of(one));
    until(() -> said("approved 2 and last 1"));
    Process before = process();
    before.destroyForcibly();
    until(() -> !process().equals(before));
    until(() -> said("approved 2 and last 1"));
    approved = new SignedFor(Set.of(one), Set.of());
    until(() -> said("approved 1 and last 0"));
  }

  @Test
  void eachProcessIsToldOnceWhatIsSetForPlugins() {
    until(() -> said("told 1 times of [acme size=3, acme word=kept from others]"));
    approved = new SignedFor(Set.of("a".repeat(64)), Set.of());
    until(() -> said("approved 1 and last 0"));
    assertThat(said("told 1 times of [acme size=3, acme word=kept from others]")).isTrue();
    Process first = process();
    first.destroyForcibly();
    until(
        () ->
            !first.equals(process())
                && said("told 1 times of [acme size=3, acme word=kept from others]"));
  }

  @Test
  void whatIsSetOtherwiseIsToldTheSameProcessAndWhatCameOfItIsHeard() {
    until(() -> said("told 1 times of [acme size=3, acme word=kept from others]"));
    Process first = process();

    set.given = new GivenSettings(Map.of("bad", Map.of("size", "4")), Set.of("bad", "good"));

    until(() -> said("told 2 times of [bad size=4]"));
    until(
        () ->
            set.taken.containsAll(
                List.of(
                    new TakenSettings("bad", Optional.of("it did not start")),
                    new TakenSettings("good", Optional.empty()))));
    assertThat(set.begun).hasValue(0);
    assertThat(process()).isEqualTo(first);
  }

  @Test
  void aProcessThatEndsWithWhatIsOnTrialIsFollowedByOneThatIsToldSomethingElse() {
    until(() -> said("told 1 times of [acme size=3, acme word=kept from others]"));
    Process first = process();

    set.given = new GivenSettings(Map.of("deadly", Map.of("size", "4")), Set.of("deadly"));

    until(() -> !first.equals(process()) && said("told 1 times of [acme size=5]"));
    assertThat(set.begun).hasValue(1);
  }

  @Test
  void aProcessThatEndsWhileItIsToldWasToldAllTheSame() {
    until(() -> said("told 1 times of [acme size=3, acme word=kept from others]"));
    Process first = process();

    set.given = new GivenSettings(Map.of("abrupt", Map.of("size", "4")), Set.of("abrupt"));

    until(() -> !first.equals(process()) && said("told 1 times of [acme size=5]"));
    assertThat(set.begun).hasValue(1);
  }

  private static final class Ordered implements SetForPlugins {
    final AtomicInteger begun = new AtomicInteger();
    final List<TakenSettings> taken = new CopyOnWriteArrayList<>();
    volatile GivenSettings given =
        new GivenSettings(
            Map.of("acme", Map.of("word", "kept from others", "size", "3")), Set.of());

    @Override
    public GivenSettings given() {
      return given;
    }

    @Override
    public void processBegins(GivenSettings before) {
      begun.incrementAndGet();
      if (!given.onTrial().isEmpty() && before.equals(given)) {
        given = new GivenSettings(Map.of("acme", Map.of("size", "5")), Set.of());
      }
    }

    @Override
    public void taken(GivenSettings told, List<TakenSettings> all) {
      taken.addAll(all);
    }
  }

  private boolean said(String reason) {
    return plugins.statuses().stream().anyMatch(one -> one.reason().equals(reason));
  }

  @Test
  void aProcessThatDoesNotAnswerIsEnded() {
    plugins.close();
    plugins =
        new ApartPlugins(
            new PluginsProcess(
                own, (socket, name, forgiven) -> OtherProcess.builder(socket), seen::set),
            AGREED,
            () -> SignedFor.NOTHING,
            new Ordered(),
            Duration.ZERO,
            Duration.ofSeconds(15));
    VoteStrategy strategy = strategy();
    Process first = process();

    assertThatThrownBy(() -> strategy.decide(situation("for ever")))
        .isInstanceOf(PrytanyException.class);

    assertThat(first.onExit().join().isAlive()).isFalse();
    until(() -> !process().equals(first));
    assertThat(strategy().decide(situation("plain"))).isInstanceOf(VoteDecision.Refrain.class);
  }

  @Test
  void whenBothProcessesAreToldToEndNoThirdIsStarted() throws Exception {
    strategy();
    Process first = process();
    process.ending();
    first.destroy();
    first.waitFor();

    process.awaitEnd();

    assertThat(process()).isEqualTo(first);
  }

  @Test
  void nothingIsLeftBehind() {
    strategy();

    plugins.close();

    assertThat(process().isAlive()).isFalse();
    assertThat(Files.exists(Objects.requireNonNull(folder.get()))).isFalse();
    assertThat(plugins.strategy()).isEmpty();
  }

  private Process process() {
    return Objects.requireNonNull(seen.get());
  }

  private VoteStrategy strategy() {
    until(() -> plugins.strategy().isPresent());
    return plugins.strategy().orElseThrow();
  }

  private RunningDigester digester() {
    until(() -> plugins.digester().isPresent());
    return plugins.digester().orElseThrow();
  }

  private static VotingSituation situation(long id, String text) {
    return SampleSituation.of()
        .proposal(SampleProposal.of().id(java.math.BigInteger.valueOf(id)).text(text).snapshot())
        .situation();
  }

  private static VotingSituation situation(String text) {
    return SampleSituation.of().proposal(proposal(text)).situation();
  }

  private static ProposalSnapshot proposal(String text) {
    return SampleProposal.of().text(text).snapshot();
  }

  private static void until(BooleanSupplier what) {
    while (!what.getAsBoolean()) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
