package org.prytany.link;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** A process of plugins that do what the text tells them, as long as its input is open. */
final class OtherProcess implements Plugins {

  private volatile SignedFor approved = SignedFor.NOTHING;
  private volatile String told = "told nothing";
  private volatile Set<String> onTrial = Set.of();
  private int times;

  public static void main(String[] arguments) throws IOException {
    FarEnd end = new FarEnd(new OtherProcess(), Path.of(arguments[0]));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    end.close();
  }

  /** Starts it with a small heap. */
  static ProcessBuilder builder(Path socket) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            socket.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private static void obey(String text) {
    if (text.contains("exit")) {
      System.exit(3);
    } else if (text.contains("halt")) {
      Runtime.getRuntime().halt(4);
    } else if (text.contains("memory")) {
      byte[][] kept = new byte[1 << 20][];
      for (int i = 0; ; i++) {
        kept[i] = new byte[1 << 20];
      }
    } else if (text.contains("for ever")) {
      while (true) {
        Thread.onSpinWait();
      }
    } else if (text.contains("asleep")) {
      LockSupport.parkNanos(Long.MAX_VALUE);
    } else if (text.contains("fault")) {
      throw new PrytanyException(FailureCode.PLUGIN_FAULT, "the plugin is at fault");
    }
  }

  @Override
  public Optional<RunningDigester> digester() {
    return Optional.of(new Digester());
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return Optional.of(new Strategy());
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return Optional.of(new Executor());
  }

  @Override
  public Optional<Notifier> notifier() {
    return Optional.of(new Writer());
  }

  @Override
  public void approve(SignedFor signedFor) {
    approved = signedFor;
  }

  @Override
  public void configure(GivenSettings given) {
    TreeSet<String> all = new TreeSet<>();
    given
        .byPlugin()
        .forEach((id, its) -> its.forEach((name, value) -> all.add(id + " " + name + "=" + value)));
    onTrial = given.onTrial();
    if (onTrial.contains("abrupt")) {
      Runtime.getRuntime().halt(1);
    }
    told = "told " + ++times + " times of " + all;
  }

  /**
   * Of what is on trial, "bad" does not start, and "deadly" ends the process, as "abrupt" does at
   * once.
   */
  @Override
  public List<TakenSettings> taken() {
    if (onTrial.contains("deadly")) {
      Runtime.getRuntime().halt(1);
    }
    return onTrial.stream()
        .map(
            id ->
                new TakenSettings(
                    id, Optional.of("it did not start").filter(why -> id.equals("bad"))))
        .toList();
  }

  @Override
  public List<PluginStatus> statuses() {
    return List.of(
        status("digester", "ProposalDigester"),
        status("strategy", "VoteStrategy"),
        new PluginStatus(
            "waiting",
            "",
            "",
            PluginStatus.State.STAGED,
            "approved " + approved.sha256().size() + " and last " + approved.latest().size(),
            Optional.of("waiting.war"),
            Optional.empty()),
        new PluginStatus(
            "set",
            "",
            "",
            PluginStatus.State.STAGED,
            told,
            Optional.of("set.war"),
            Optional.empty()));
  }

  private static PluginStatus status(String id, String kind) {
    return new PluginStatus(
        id, "1", kind, PluginStatus.State.ACTIVE, "", Optional.of(id + ".war"), Optional.of(id));
  }

  /** Says how long the first vector is and what the model is called, in a headline. */
  private static final class Digester implements RunningDigester {
    @Override
    public String id() {
      return "digester";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public String deployment() {
      return "1 file";
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return digest(proposal, context, digest -> Optional.empty());
    }

    @Override
    public TextDigest digest(
        ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
      obey(proposal.description());
      if (proposal.description().contains("null rows")) {
        scoreNothing(context);
      }
      float[][] vectors = context.embedder().embed(List.of("one", "two"));
      String scores =
          context
              .scorer()
              .map(its -> its.score("m", new byte[] {1}, vectors).length + "")
              .orElse("no");
      int generated =
          context
              .generator()
              .map(
                  its -> its.generate(List.of(new TextDigest.Sentence("a", new Span(0, 1)))).size())
              .orElse(-1);
      String headline =
          vectors.length
              + " vectors of "
              + vectors[0].length
              + " by "
              + context.embedder().modelId()
              + ", "
              + scores
              + " scores, "
              + generated
              + " sentences";
      TextDigest digest = new TextDigest(headline, List.of(), List.of(), "method");
      return judged.accepted(this, digest);
    }
  }

  /** More often than there are connections for it. */
  private static void scoreNothing(DigestContext context) {
    for (int i = 0; i < 6; i++) {
      try {
        context.scorer().orElseThrow().score("m", new byte[] {1}, new float[1][]);
        throw new IllegalStateException("a row that is null was taken");
      } catch (NullPointerException e) {
        // As it has to be.
      }
    }
  }

  private static final class Strategy implements VoteStrategy {
    @Override
    public String id() {
      return "strategy";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public boolean asksForHistory() {
      return true;
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      obey(situation.proposal().description());
      return new VoteDecision.Refrain("rule", situation.proposal().description());
    }
  }

  /** Obeys the lines of a notice. */
  private static final class Writer implements Notifier {
    @Override
    public String id() {
      return "notifier";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public NoticePayload render(Notice notice) {
      notice.lines().forEach(line -> obey(line.text()));
      return new NoticePayload(NoticePayload.Form.TEXT, notice.title());
    }
  }

  private static final class Executor implements RunningExecutor {
    @Override
    public String id() {
      return "executor";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return new QueuePlan(
          new PlannedCall(
              proposal.proposal().key().governor(),
              BigInteger.ZERO,
              proposal.calls().descriptionHash()));
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return new ExecutionPlan(
          new PlannedCall(proposal.proposal().key().governor(), BigInteger.ONE, "0x02"));
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return new ExecutionOutcome.Confirmed(receipt.transactionHash(), receipt.block());
    }
  }
}
