package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Judged;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Offered;
import org.prytany.link.Said.Purpose;
import org.prytany.link.Said.Reply;
import org.prytany.link.Said.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

/** The server judges what it is given, whatever stands at the other end of the link. */
class LyingProcessTest {

  private static final ExecutionPlan HONEST = plan(0);
  private static final ExecutionPlan THEFT = plan(1);
  private static final Judged<ExecutionPlan> SENDS_NOTHING =
      plan ->
          plan.call().valueWei().signum() == 0 ? Optional.empty() : Optional.of("it sends money");
  private static final DigestContext EMBEDDING = StubTextEmbedder::new;
  private static final ApprovedProposal APPROVED =
      new ApprovedProposal(
          SampleProposal.grant(), SampleProposal.of().calls("0x" + "ab".repeat(32)), 1);

  @TempDir private Path folder;
  private ServerSocketChannel door;
  private NearEnd near;
  private volatile List<Reply> script = List.of();

  @BeforeEach
  void open() throws IOException {
    Path socket = folder.resolve("link");
    door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(this::listen);
    near = new NearEnd(socket, Care.NONE);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    door.close();
  }

  private void listen() {
    try {
      while (door.isOpen()) {
        SocketChannel came = door.accept();
        Thread.ofPlatform().daemon().start(() -> lie(new Frames(came)));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Says what the test says, and does not mind verdicts. */
  private void lie(Frames frames) {
    try {
      if (frames.receive(Purpose.class) == Purpose.SERVICES) {
        return;
      }
      while (true) {
        frames.receive(Ask.class);
        for (Reply reply : script) {
          frames.send(Reply.class, reply);
          if (reply instanceof Reply.Judge) {
            frames.receive(Verdict.class);
          }
        }
      }
    } catch (IOException e) {
      // Whoever asked is content, or the test is over.
    }
  }

  @Test
  void whatWasJudgedAndFoundGoodIsTheAnswer() {
    script = List.of(judge(THEFT), judge(HONEST), new Reply.AsJudged());

    assertThat(executor().planExecution(APPROVED, SENDS_NOTHING)).isEqualTo(HONEST);
  }

  @Test
  void aPlanThatWasRefusedIsNotThatWhichWasJudged() {
    script = List.of(judge(HONEST), judge(THEFT), new Reply.AsJudged());

    refused(() -> executor().planExecution(APPROVED, SENDS_NOTHING), "it sends money");
  }

  @Test
  void aPlanThatWasNotShownToTheJudgeIsShownToHim() {
    script = List.of(new Reply.Done(new Answer.OfExecution(THEFT)));
    refused(() -> executor().planExecution(APPROVED, SENDS_NOTHING), "it sends money");

    script = List.of(judge(HONEST), new Reply.Done(new Answer.OfExecution(THEFT)));
    refused(() -> executor().planExecution(APPROVED, SENDS_NOTHING), "it sends money");
  }

  @Test
  void aHeadlineThatIsNotInTheTextIsNone() {
    ProposalSnapshot proposal = SampleProposal.of().text("We pay for the library.").snapshot();
    Answer invented =
        new Answer.OfDigest(new TextDigest("We sell it.", List.of(), List.of(), "method"));
    script = List.of(new Reply.Done(invented));
    refused(() -> digester().digest(proposal, EMBEDDING), "headline");

    script = List.of(new Reply.Judge(invented), new Reply.AsJudged());
    refused(() -> digester().digest(proposal, EMBEDDING), "headline");
  }

  @Test
  void aDecisionIsTakenOverAndChecked() {
    script = List.of(decision(new VoteDecision.Refrain("rule", "one\nline \u202e")));
    VoteDecision taken = strategy().decide(SampleSituation.of().situation());
    assertThat(taken.reason()).doesNotContain("\n", "\u202e");

    script = List.of(decision(new VoteDecision.Refrain("rule\u202elive\nSecond line", "reason")));
    refused(() -> strategy().decide(SampleSituation.of().situation()), "rule");
  }

  @Test
  void noVersionAndTooManyAccountsAreRefused() {
    script = List.of(new Reply.Done(new Answer.Texts(List.of())));
    refused(() -> strategy().version(), "");
    script = List.of(new Reply.Done(new Answer.Texts(List.of("1\n2"))));
    refused(() -> strategy().version(), "version");
    List<Address> many = Collections.nCopies(100_000, Address.ZERO);
    script = List.of(new Reply.Done(new Answer.Accounts(many)));
    refused(() -> strategy().followed(), "accounts that are followed");
  }

  private static void refused(ThrowingCallable asking, String why) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.PLUGIN_FAULT))
        .hasMessageContaining(why);
  }

  private static Reply judge(ExecutionPlan plan) {
    return new Reply.Judge(new Answer.OfExecution(plan));
  }

  private static Reply decision(VoteDecision decision) {
    return new Reply.Done(new Answer.OfDecision(decision));
  }

  private static ExecutionPlan plan(int value) {
    return new ExecutionPlan(
        new PlannedCall(new Address("0x" + "66".repeat(20)), BigInteger.valueOf(value), "0x"));
  }

  private Apart.Digester digester() {
    return new Apart.Digester(new Bound());
  }

  private Apart.Strategy strategy() {
    return new Apart.Strategy(new Bound());
  }

  private Apart.Executor executor() {
    return new Apart.Executor(new Bound());
  }

  private final class Bound implements Apart.Bound {
    @Override
    public Offered offered() {
      return new Offered(1, "liar", "1", "1");
    }

    @Override
    public NearEnd link() {
      return near;
    }

    @Override
    public <A extends Answer> A ask(
        String what, Ask ask, Class<A> type, Function<A, Optional<String>> judged) {
      try {
        return near.ask(ask, type, judged, () -> {});
      } catch (NearEnd.Gone e) {
        throw new PrytanyException(FailureCode.PLUGIN_UNAVAILABLE, what, e);
      }
    }

    @Override
    public void adopt(String sha256, Runnable change) {
      change.run();
    }
  }
}
