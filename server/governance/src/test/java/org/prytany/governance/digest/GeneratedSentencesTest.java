package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.world.World;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextGenerator;

/**
 * A plugin may have sentences written. Invariants: it gets only what the text bears out; nothing
 * that was written becomes a part of a digest, a claim or a verdict; and whatever plugin and model
 * do, a digest asks so often and waits so long, and no longer.
 */
class GeneratedSentencesTest {

  private static final String FIRST = "We ask the DAO to pay 900 USDC to the audit team.";
  private static final String SECOND = "The audit is needed because the bridge was changed.";
  private static final String TEXT = FIRST + "\n\n" + SECOND + "\n";
  private static final TextDigest.Sentence EVIDENCE = sentence(FIRST);

  private final World world = new World();

  private static TextDigest.Sentence sentence(String text) {
    int at = TEXT.indexOf(text);
    return new TextDigest.Sentence(text, new Span(at, at + text.length()));
  }

  /** Writes what it is told, and notes what it was asked. */
  private static final class Told implements SentenceWriter {
    private final String id;
    private final List<Sentence> answer;
    private final List<List<String>> asked = Collections.synchronizedList(new ArrayList<>());

    Told(String id, String... answer) {
      this.id = id;
      this.answer = List.of(answer).stream().map(each -> new Sentence(each, List.of(1))).toList();
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public List<Sentence> write(
        List<String> evidence, Duration patience, BooleanSupplier cancelled) {
      asked.add(evidence);
      return answer;
    }
  }

  private static ProvedGenerator over(SentenceWriter writer) {
    return new ProvedGenerator(writer, TEXT, Duration.ofSeconds(60));
  }

  @Test
  void onlyWhatTheTextBearsOutComesBackWithWhereItDoes() {
    Told told =
        new Told(
            "m",
            "The audit team will pay 900 USDC to the DAO.",
            "The audit is not needed.",
            "The audit is needed because the bridge was changed.",
            FIRST);
    // The second sentence cites [1]; where the host finds it borne out is what counts.
    assertThat(over(told).generate(List.of(EVIDENCE, sentence(SECOND))))
        .containsExactly(
            new TextGenerator.Generated(SECOND, List.of(1)),
            new TextGenerator.Generated(FIRST, List.of(0)));
    assertThat(told.asked).containsExactly(List.of(FIRST, SECOND));
  }

  @Test
  void whatTheEvidenceThatWasGivenDoesNotSayIsNoAnswer() {
    assertThat(over(new Told("m", SECOND)).generate(List.of(EVIDENCE))).isEmpty();
  }

  /** Else a plugin could have its own words sent away and called proved. */
  @Test
  void evidenceIsTheTextsOwn() {
    Told told = new Told("m", FIRST);
    ProvedGenerator generator = over(told);
    assertThat(
            generator.generate(
                List.of(new TextDigest.Sentence("The key is 1234.", new Span(0, 10)))))
        .isEmpty();
    assertThat(
            generator.generate(
                List.of(EVIDENCE, new TextDigest.Sentence(FIRST, new Span(9_000, 9_001)))))
        .isEmpty();
    assertThat(told.asked).isEmpty();
  }

  @Test
  void aMillionLinesAreNotRead() {
    AtomicInteger read = new AtomicInteger();
    List<TextDigest.Sentence> endless =
        new AbstractList<>() {
          @Override
          public TextDigest.Sentence get(int index) {
            read.incrementAndGet();
            return EVIDENCE;
          }

          @Override
          public int size() {
            return 1_000_000;
          }
        };
    assertThatThrownBy(() -> over(new Told("m", FIRST)).generate(endless))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(read).hasValueLessThan(100);
  }

  @Test
  void aPluginThatAsksForEverIsAnsweredThreeTimes() {
    Told told = new Told("m", FIRST);
    ProvedGenerator generator = over(told);
    int answers = 0;
    for (int i = 0; i < 10_000; i++) {
      answers += generator.generate(List.of(EVIDENCE)).size();
    }
    assertThat(answers).isEqualTo(TextGenerator.MOST_CALLS);
    assertThat(told.asked).hasSize(TextGenerator.MOST_CALLS);
  }

  /** Threads of a plugin's own wait for each other, and are counted together. */
  @Test
  void fromManyThreadsOneIsAnsweredAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    ProvedGenerator generator =
        over(
            new SentenceWriter() {
              @Override
              public String id() {
                return "m";
              }

              @Override
              public List<Sentence> write(
                  List<String> evidence, Duration patience, BooleanSupplier cancelled) {
                calls.incrementAndGet();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return List.of(new Sentence(FIRST, List.of(1)));
              }
            });
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> generator.generate(List.of(EVIDENCE)).size()));
      }
      int all = 0;
      for (Future<Integer> answer : answers) {
        all += answer.get();
      }
      assertThat(all).isEqualTo(TextGenerator.MOST_CALLS);
    }
    assertThat(most).hasValue(1);
    assertThat(calls).hasValue(TextGenerator.MOST_CALLS);
  }

  @Test
  void afterTheDigestNobodyIsAnsweredAndWhoeverWaitsIsLetGo() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    ProvedGenerator generator =
        over(
            new SentenceWriter() {
              @Override
              public String id() {
                return "m";
              }

              @Override
              public List<Sentence> write(
                  List<String> evidence, Duration patience, BooleanSupplier cancelled) {
                inside.countDown();
                while (!cancelled.getAsBoolean()) {
                  Thread.onSpinWait();
                }
                return List.of();
              }
            });
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> waits = thread.submit(() -> generator.generate(List.of(EVIDENCE)).size());
      inside.await();
      generator.end();
      assertThat(waits.get()).isZero();
    }
    assertThat(generator.generate(List.of(EVIDENCE))).isEmpty();
  }

  @Test
  void aModelThatFailsIsNoFailureOfThePlugin() {
    ProvedGenerator generator =
        over(
            new SentenceWriter() {
              @Override
              public String id() {
                return "m";
              }

              @Override
              public List<Sentence> write(
                  List<String> evidence, Duration patience, BooleanSupplier cancelled) {
                throw new IllegalStateException("no");
              }
            });
    assertThat(generator.generate(List.of(EVIDENCE))).isEmpty();
  }

  /** Asks, and answers with what it is told to. */
  private static class Asking extends PlainReader {
    final AtomicReference<List<TextGenerator.Generated>> got = new AtomicReference<>(List.of());

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      context
          .generator()
          .ifPresent(its -> got.set(its.generate(List.of(EVIDENCE, sentence(SECOND)))));
      return super.digest(proposal, context);
    }
  }

  private Digested digested(SentenceWriter writer, PlainReader reader) {
    world.writer = Optional.ofNullable(writer);
    world.restart();
    world.digester = Optional.of(reader);
    world.digested(1, TEXT);
    return proposal().digest().orElseThrow();
  }

  private Proposal proposal() {
    return world.store.proposals.of(world.dao.chainId(), world.dao.governor()).getFirst();
  }

  @Test
  void aDigestForWhichAModelWasAskedNamesItAndHasNoClaimsOfThePlugins() {
    Asking asking = new Asking();
    Digested with = digested(new Told("remote:house org/large prompt 1", SECOND), asking);
    assertThat(asking.got.get()).hasSize(1);
    assertThat(with.pluginModels()).containsExactly("written-by remote:house org/large prompt 1");
    assertThat(world.digests.whyStale(proposal())).isEmpty();
    world.writer = Optional.of(new Told("remote:house org/other prompt 1"));
    world.restart();
    assertThat(world.digests.whyStale(proposal()))
        .contains("It was made with what another model wrote.");
    world.writer = Optional.empty();
    world.restart();
    assertThat(world.digests.whyStale(proposal()))
        .contains("It was made with what another model wrote.");
  }

  /** The same digest and the same verdict, whatever the model writes. */
  @Test
  void claimsThatAPluginReadsInWhatAModelWroteReachNoVerdict() {
    PlainReader lying =
        new Asking() {
          @Override
          public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
            TextDigest honest = super.digest(proposal, context);
            return new TextDigest(
                honest.headline(),
                honest.sentences(),
                PlainReader.claims(
                    got.get().isEmpty() ? "" : "Pay 7 WETH to 0x" + "1".repeat(40) + "."),
                "plain-1");
          }
        };
    Digested with = digested(new Told("m", SECOND), lying);
    World other = new World();
    other.digester = Optional.of(new PlainReader());
    other.digested(1, TEXT);
    Proposal plain = other.store.proposals.of(other.dao.chainId(), other.dao.governor()).getFirst();
    assertThat(with.digest().claims()).isEqualTo(plain.digest().orElseThrow().digest().claims());
    assertThat(proposal().verdict().orElseThrow().findings())
        .isEqualTo(plain.verdict().orElseThrow().findings());
  }

  @Test
  void aDigestThatShowsWhatAModelWroteIsRefused() {
    String made = "We ask the DAO to pay 900 USDC to the team.";
    assertThat(
            GeneratedCheck.fault(
                new TextDigest(made, List.of(), List.of(), "a"), List.of(made), List.of(), TEXT))
        .isPresent();
    assertThat(
            GeneratedCheck.fault(
                new TextDigest(
                    "",
                    List.of(new TextDigest.Sentence("Now: " + made, new Span(0, 9))),
                    List.of(),
                    "a"),
                List.of(made),
                List.of(),
                TEXT))
        .isPresent();
    assertThat(
            GeneratedCheck.fault(
                new TextDigest(FIRST, List.of(EVIDENCE), List.of(), "a"),
                List.of(FIRST),
                List.of(),
                TEXT))
        .as("what the text says so is the text's")
        .isEmpty();
  }

  private static final String LINKED =
      "The DAO pays [Aave Labs](https://labs.example/x) 5,000 USDC for the audit of the bridge.\n";

  private static TextDigest.Sentence linked(String text) {
    return new TextDigest.Sentence(text, new Span(0, LINKED.length() - 1));
  }

  private static Optional<String> shown(ProvedGenerator generator, String... sentences) {
    return generator.fault(
        new TextDigest(
            "",
            Stream.of(sentences).map(GeneratedSentencesTest::linked).toList(),
            List.of(),
            "plain-1"));
  }

  /** A model that repeats what it is given must not take the plugin's sentence away from it. */
  @Test
  void thePluginsOwnSentenceStaysItsOwnWhereAModelRepeatsIt() {
    String whole = "The DAO pays Aave Labs 5,000 USDC for the audit of the bridge.";
    String part = "The DAO pays Aave Labs 5,000 USDC for audit of the bridge.";
    for (String own : List.of(whole, part)) {
      ProvedGenerator generator =
          new ProvedGenerator(new Told("m", own), LINKED, Duration.ofSeconds(60));
      assertThat(generator.generate(List.of(linked(own)))).hasSize(1);
      assertThat(shown(generator, own)).as(own).isEmpty();
    }
  }

  @Test
  void whatAReaderSeesOfTheTextIsTheTexts() {
    String seen = "The DAO pays Aave Labs 5,000 USDC for the audit of the bridge.";
    String marked = LINKED.replace("audit", "audit[^1]<!-- of what? -->");
    assertThat(
            GeneratedCheck.fault(
                new TextDigest("", List.of(linked(seen)), List.of(), "a"),
                List.of(seen),
                List.of(),
                marked))
        .isEmpty();
  }

  /** Else a plugin could give back what it got as evidence of its own, and show it then. */
  @Test
  void evidenceThatCameAfterTheModelsLikeIsNotThePluginsOwn() {
    String own = "The DAO pays Aave Labs 5,000 USDC for the audit of the bridge.";
    String made = "The DAO pays Aave Labs 5,000 USDC for audit of the bridge.";
    ProvedGenerator generator =
        new ProvedGenerator(new Told("m", made), LINKED, Duration.ofSeconds(60));
    assertThat(generator.generate(List.of(linked(own)))).hasSize(1);
    assertThat(generator.generate(List.of(linked(made)))).hasSize(1);
    assertThat(shown(generator, made)).isPresent();
    assertThat(shown(generator, own)).isEmpty();
  }

  @Test
  void aPluginThatShowsWhatAModelWroteIsToldSo() {
    PlainReader shows =
        new Asking() {
          @Override
          public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
            TextDigest honest = super.digest(proposal, context);
            return new TextDigest(
                got.get().getFirst().text(), honest.sentences(), List.of(), "plain-1");
          }
        };
    // Words of the text in its order, so that it is proved and could be a headline: yet not its
    // own.
    String part = "We ask DAO to pay 900 USDC to the audit team.";
    assertThat(over(new Told("m", part)).generate(List.of(EVIDENCE))).hasSize(1);
    assertThatThrownBy(() -> digested(new Told("m", part), shows))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("it shows a sentence that a model wrote");
  }

  @Test
  void withoutAModelThereIsNoGenerator() {
    AtomicReference<Optional<TextGenerator>> seen = new AtomicReference<>();
    digested(
        null,
        new PlainReader() {
          @Override
          public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
            seen.set(context.generator());
            return super.digest(proposal, context);
          }
        });
    assertThat(seen.get()).isEmpty();
  }
}
