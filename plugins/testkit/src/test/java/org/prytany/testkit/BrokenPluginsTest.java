package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.Claim;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.Span;
import org.prytany.spi.Support;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextDigest.Sentence;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteDecision.Cast;
import org.prytany.spi.VoteDecision.Refrain;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * A developer who only runs the conformance suite hears of every fault that the host would refuse,
 * from the test whose name says what is wrong; and a plugin without one passes.
 */
@SuppressWarnings("NullAway")
class BrokenPluginsTest {

  private static final Refrain GOOD = new Refrain("never", "This delegate never votes.");

  @Test
  void plugins_without_a_fault_pass() throws Exception {
    assertThat(Suite.failures(strategy(s -> GOOD))).isEmpty();
    assertThat(Suite.failures(digester((p, c) -> first(p)))).isEmpty();
    assertThat(Suite.failures(executor(call -> call))).isEmpty();
    assertThat(Suite.failures(notifier(notice -> json(notice.title())))).isEmpty();
  }

  static Stream<Arguments> broken() {
    AtomicInteger count = new AtomicInteger();
    return Stream.of(
        strategy("decides null", "the_host_would_refuse_no_decision", s -> null),
        strategy(
            "hides in a rule's name",
            "the_host_would_refuse_no_decision",
            s -> new Refrain("never\u202Eever", "because")),
        strategy(
            "hides in a reason",
            "the_host_would_refuse_no_decision",
            s -> new Refrain("never", "good\u202Eevil")),
        strategy(
            "gives a reason of two lines",
            "every_decision_names_its_rule_and_its_reason",
            s -> new Refrain("never", "one\ntwo")),
        strategy(
            "votes what is not taken",
            "no_vote_is_cast_that_the_contract_does_not_take",
            s -> new Cast(Support.FOR, "always", "because")),
        strategy(
            "decides otherwise each time",
            "the_same_situation_gives_the_same_decision_whatever_came_between",
            s -> new Refrain("never-" + count.incrementAndGet(), "because")),
        strategy(
            "reads the wording",
            "the_wording_of_a_proposal_alone_never_changes_a_vote",
            s ->
                s.proposal().description().contains("IGNORE")
                        || s.proposal().description().length() > 5_000
                    ? new Cast(s.supports().iterator().next(), "charmed", "because")
                    : GOOD),
        strategy(
            "trips where nothing was simulated",
            "every_call_returns_and_leaves_no_thread_behind",
            s -> {
              s.proposal().effects().orElseThrow();
              return GOOD;
            }),
        strategy(
            "never returns",
            "every_call_returns_and_leaves_no_thread_behind",
            s -> {
              // Only on the thread that the suite gives up: the other tests would wait for ever.
              if (Thread.currentThread().getName().equals("exercised-plugin")) {
                until(new CountDownLatch(1));
              }
              return GOOD;
            }),
        strategy(
            "leaves a thread",
            "every_call_returns_and_leaves_no_thread_behind",
            s -> {
              Thread left = new Thread(BrokenPluginsTest::goOn, "left-by-a-plugin");
              left.setDaemon(true);
              left.start();
              return GOOD;
            }),
        Arguments.of(
            "names a rule without a name",
            "the_host_would_refuse_no_rule",
            new VoteStrategyConformance() {
              @Override
              protected VoteStrategy plugin() {
                VoteRule rule =
                    new VoteRule(" ", "true", "for", "because", false, List.of(), false, "");
                return new Strategy(s -> GOOD, "1.0", List.of(rule));
              }
            }),
        Arguments.of(
            "has a version of two lines",
            "the_version_starts_with_a_number_and_fits_a_log_line",
            new VoteStrategyConformance() {
              @Override
              protected VoteStrategy plugin() {
                return new Strategy(s -> GOOD, "1.0\n2.0", List.of());
              }
            }),
        notifier("writes nothing", "the_host_would_refuse_no_payload", notice -> null),
        notifier("writes no JSON", "the_host_would_refuse_no_payload", Notice::title),
        notifier(
            "escapes no words of strangers",
            "words_of_a_stranger_stay_words",
            notice -> "{\"text\":\"" + notice.title() + notice.lines() + "\"}"),
        notifier(
            "leaves the title out", "the_title_of_a_notice_is_in_what_is_posted", notice -> "{}"),
        notifier(
            "writes otherwise each time",
            "the_same_notice_gives_the_same_payload_whatever_came_between",
            notice -> json(notice.title() + count.incrementAndGet())),
        notifier(
            "trips where there is no link",
            "every_call_returns_and_leaves_no_thread_behind",
            notice -> json(notice.title() + notice.link().orElseThrow())),
        digester(
            "words sentences anew",
            "the_host_would_refuse_no_digest",
            (p, s) -> new Sentence("A gift to everybody.", s.span())),
        digester(
            "adds a number",
            "the_host_would_refuse_no_digest",
            (p, s) -> new Sentence(s.text() + " 7", s.span())),
        digester(
            "gives a place outside of the text",
            "the_host_would_refuse_no_digest",
            (p, s) -> new Sentence(s.text(), new Span(0, p.description().length() + 1))),
        digester(
            "gives a sentence that is null", "the_host_would_refuse_no_digest", (p, s) -> null),
        digestOf(
            "does not name its algorithm",
            "the_host_would_refuse_no_digest",
            p -> new TextDigest("", List.of(), List.of(), "")),
        digestOf(
            "claims what stands nowhere",
            "the_host_would_refuse_no_digest",
            p ->
                new TextDigest(
                    "",
                    List.of(),
                    List.of(
                        new Claim.Payment(
                            BigDecimal.ONE, "USDC", Optional.empty(), new Span(0, 9_999_999))),
                    "none/1")),
        executor(
            "sends coin along",
            "queueing_calls_the_governor_itself_with_exactly_the_proposals_calls",
            call -> new PlannedCall(call.target(), BigInteger.ONE, call.calldata())),
        executor(
            "calls a stranger",
            "executing_calls_the_governor_itself_with_exactly_the_proposals_calls",
            call ->
                new PlannedCall(SampleProposal.account(0x66), BigInteger.ZERO, call.calldata())),
        executor("plans null", "every_call_returns_and_leaves_no_thread_behind", call -> null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void a_broken_plugin_fails_for_its_reason(String what, String test, PluginConformance<?> suite)
      throws Exception {
    Map<String, String> failures = Suite.failures(suite);
    assertThat(failures).as("a plugin that " + what).containsKey(test);
  }

  private static Arguments strategy(
      String what, String test, Function<VotingSituation, VoteDecision> decide) {
    return Arguments.of(what, test, strategy(decide));
  }

  private static VoteStrategyConformance strategy(Function<VotingSituation, VoteDecision> decide) {
    return new VoteStrategyConformance() {
      @Override
      protected VoteStrategy plugin() {
        return new Strategy(decide, "1.0", List.of());
      }

      @Override
      protected Duration patience() {
        return Duration.ofSeconds(20);
      }
    };
  }

  /** The first line of a text that is a sentence, as it is. */
  private static TextDigest first(ProposalSnapshot proposal) {
    return sentence(proposal)
        .map(found -> new TextDigest(headline(proposal), List.of(found), List.of(), "first/1"))
        .orElseGet(() -> new TextDigest("", List.of(), List.of(), "first/1"));
  }

  private static String headline(ProposalSnapshot proposal) {
    return proposal.description().equals(SampleProposal.grant().description())
        ? proposal.description().lines().findFirst().orElseThrow().replace("#", "").strip()
        : "";
  }

  private static Optional<Sentence> sentence(ProposalSnapshot proposal) {
    String text = proposal.description();
    int end = text.indexOf(". ");
    int from = Math.max(0, text.lastIndexOf('\n', Math.max(0, end)) + 1);
    boolean plain = end > from && text.substring(from, end).chars().allMatch(c -> c < 128);
    return plain && proposal.description().equals(SampleProposal.grant().description())
        ? Optional.of(new Sentence(text.substring(from, end + 1), new Span(from, end + 1)))
        : Optional.empty();
  }

  private static Arguments digester(
      String what, String test, BiFunction<ProposalSnapshot, Sentence, Sentence> change) {
    return Arguments.of(
        what,
        test,
        digester(
            (proposal, context) ->
                sentence(proposal)
                    .map(
                        found ->
                            new TextDigest(
                                "",
                                Arrays.asList(change.apply(proposal, found)),
                                List.of(),
                                "broken/1"))
                    .orElseGet(() -> first(proposal))));
  }

  private static Arguments digestOf(
      String what, String test, Function<ProposalSnapshot, TextDigest> digest) {
    return Arguments.of(what, test, digester((proposal, context) -> digest.apply(proposal)));
  }

  private static ProposalDigesterConformance digester(
      BiFunction<ProposalSnapshot, DigestContext, TextDigest> digest) {
    return new ProposalDigesterConformance() {
      @Override
      protected ProposalDigester plugin() {
        return new Digester(digest);
      }
    };
  }

  private static Arguments executor(String what, String test, UnaryOperator<PlannedCall> change) {
    return Arguments.of(what, test, executor(change));
  }

  private static TreasuryExecutorConformance executor(UnaryOperator<PlannedCall> change) {
    return new TreasuryExecutorConformance() {
      @Override
      protected TreasuryExecutor plugin() {
        return new Executor(change);
      }
    };
  }

  private static void until(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void goOn() {
    for (int i = 0; i < 10_000; i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        continue;
      }
    }
  }

  private record Strategy(
      Function<VotingSituation, VoteDecision> how, String version, List<VoteRule> rules)
      implements VoteStrategy {

    @Override
    public String id() {
      return "broken-strategy";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return how.apply(situation);
    }
  }

  private record Digester(BiFunction<ProposalSnapshot, DigestContext, TextDigest> how)
      implements ProposalDigester {

    @Override
    public String id() {
      return "broken-digester";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return how.apply(proposal, context);
    }
  }

  private static Arguments notifier(String what, String test, Function<Notice, String> body) {
    return Arguments.of(what, test, notifier(body));
  }

  private static NotifierConformance notifier(Function<Notice, String> body) {
    return new NotifierConformance() {
      @Override
      protected Notifier plugin() {
        return new Writer(body);
      }
    };
  }

  private static String json(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private record Writer(Function<Notice, String> body) implements Notifier {
    @Override
    public String id() {
      return "broken-notifier";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public NoticePayload render(Notice notice) {
      return new NoticePayload(NoticePayload.Form.JSON, body.apply(notice));
    }
  }

  private record Executor(UnaryOperator<PlannedCall> change) implements TreasuryExecutor {

    @Override
    public String id() {
      return "broken-executor";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return new QueuePlan(
          change.apply(
              new PlannedCall(
                  proposal.proposal().key().governor(),
                  BigInteger.ZERO,
                  GovernorAbi.encode(GovernorAbi.QUEUE, proposal.calls()))));
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return new ExecutionPlan(
          change.apply(
              new PlannedCall(
                  proposal.proposal().key().governor(),
                  BigInteger.ZERO,
                  GovernorAbi.encode(GovernorAbi.EXECUTE, proposal.calls()))));
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      if (!receipt.succeeded()) {
        return new ExecutionOutcome.Reverted(receipt.transactionHash(), "reverted");
      }
      return receipt.logs().stream()
              .filter(log -> log.emitter().equals(plan.call().target()))
              .anyMatch(log -> log.data().startsWith("0x6525d3e0") && log.data().length() == 66)
          ? new ExecutionOutcome.Confirmed(receipt.transactionHash(), receipt.block())
          : new ExecutionOutcome.Unknown("not told");
    }
  }
}
