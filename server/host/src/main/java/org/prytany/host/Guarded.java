package org.prytany.host;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.PluginRegistration;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.judging.DecisionCheck;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.PayloadCheck;
import org.prytany.judging.Taken;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.Plugin;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * What the host hands out in place of a plugin. It looks the plugin up for every call, so whoever
 * keeps it keeps neither an undeployed WAR nor the right to call a refused one.
 */
abstract sealed class Guarded<T extends Plugin> implements Plugin {

  private final long sequence;
  private final String id;
  private final String version;
  private final Caller<T> caller;

  /** Puts one question to the plugin behind, if it may still be called. */
  interface Caller<T extends Plugin> {
    <R> R call(Asked<T, R> asked, Optional<Asked<T, R>> own);
  }

  private Guarded(PluginRegistration registration, Caller<T> caller) {
    this.sequence = registration.sequence();
    this.id = registration.id();
    this.version = registration.version();
    this.caller = caller;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public String version() {
    return version;
  }

  /** Whether it stands for the same start of the same plugin. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Guarded<?> that && sequence == that.sequence;
  }

  @Override
  public final int hashCode() {
    return Long.hashCode(sequence);
  }

  <R> R call(String what, Function<T, @Nullable R> call, UnaryOperator<R> taken) {
    return caller.call(
        new Asked<>(what, call, taken, answer -> Optional.empty()), Optional.empty());
  }

  <R> R call(String what, Function<T, @Nullable R> call, UnaryOperator<R> taken, Judged<R> judged) {
    return caller.call(new Asked<>(what, call, taken, judged), Optional.empty());
  }

  /**
   * @param own the same kind of question, with input that does not come from strangers
   */
  <R> R call(Asked<T, R> asked, Asked<T, R> own) {
    return caller.call(asked, Optional.of(own));
  }

  static final class Digester extends Guarded<ProposalDigester> implements RunningDigester {

    /** A text that every digester can read, whatever strangers send it. */
    private static final ProposalSnapshot PLAIN =
        new ProposalSnapshot(
            new ProposalKey(0, Address.ZERO, BigInteger.ZERO),
            Address.ZERO,
            "# Pay for the library\n\n"
                + "We propose to pay 100 USDC for the library. It is paid once.\n",
            "0x" + "0".repeat(64),
            List.of(),
            Optional.empty());

    private final String deployment;

    Digester(PluginRegistration registration, Caller<ProposalDigester> caller) {
      super(registration, caller);
      this.deployment =
          registration.sequence() + " " + registration.origin().sha256().orElse("unknown");
    }

    @Override
    public String deployment() {
      return deployment;
    }

    @Override
    public boolean readsTextAlone() {
      return call(
          "saying what it reads", ProposalDigester::readsTextAlone, UnaryOperator.identity());
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return digest(proposal, context, digest -> DigestCheck.fault(digest, proposal.description()));
    }

    @Override
    public TextDigest digest(
        ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
      return call(
          asked(proposal, context, judged),
          asked(PLAIN, context, digest -> DigestCheck.fault(digest, PLAIN.description())));
    }

    private static Asked<ProposalDigester, TextDigest> asked(
        ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
      return new Asked<>(
          "digesting", plugin -> plugin.digest(proposal, context), Taken::digest, judged);
    }

    @Override
    public List<String> models() {
      return call("naming its models", ProposalDigester::models, Taken::models);
    }
  }

  static final class Strategy extends Guarded<VoteStrategy> implements VoteStrategy {
    Strategy(PluginRegistration registration, Caller<VoteStrategy> caller) {
      super(registration, caller);
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return call(
          "deciding",
          plugin -> plugin.decide(situation),
          Taken::decision,
          decision -> DecisionCheck.fault(decision, situation));
    }

    @Override
    public List<Address> followed() {
      return call("naming whom it follows", VoteStrategy::followed, Taken::followed);
    }

    @Override
    public boolean asksForHistory() {
      return call(
          "saying what it asks for", VoteStrategy::asksForHistory, UnaryOperator.identity());
    }

    @Override
    public List<VoteRule> rules() {
      return call("naming its rules", VoteStrategy::rules, Taken::rules);
    }

    /** It changes with the rules, which may change while the plugin runs. */
    @Override
    public String version() {
      return call("naming its version", VoteStrategy::version, Taken::version);
    }

    @Override
    public Optional<ChangedRules> changed() {
      return call("looking for changed rules", VoteStrategy::changed, Taken::changed);
    }

    @Override
    public void adopt(String sha256) {
      call(
          "putting rules into force",
          plugin -> {
            plugin.adopt(sha256);
            return true;
          },
          UnaryOperator.identity());
    }
  }

  static final class Executor extends Guarded<TreasuryExecutor> implements RunningExecutor {
    Executor(PluginRegistration registration, Caller<TreasuryExecutor> caller) {
      super(registration, caller);
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return planQueue(proposal, plan -> Optional.empty());
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal, Judged<QueuePlan> judged) {
      return call("planning to queue", plugin -> plugin.planQueue(proposal), Taken::plan, judged);
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return planExecution(proposal, plan -> Optional.empty());
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal, Judged<ExecutionPlan> judged) {
      return call(
          "planning to execute", plugin -> plugin.planExecution(proposal), Taken::plan, judged);
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return call("reading a receipt", plugin -> plugin.interpret(plan, receipt), Taken::outcome);
    }
  }

  static final class Notifier extends Guarded<org.prytany.spi.Notifier>
      implements org.prytany.spi.Notifier {

    /** A notice that every notifier can write, whatever strangers are quoted in others. */
    private static final Notice PLAIN =
        new Notice(
            "own",
            List.of(
                new Notice.Event("test", "", Optional.empty(), Instant.EPOCH, Optional.empty())),
            1,
            "Prytany: This is a test",
            List.of(new Notice.Line("Nothing has happened.", true)),
            Optional.empty());

    Notifier(PluginRegistration registration, Caller<org.prytany.spi.Notifier> caller) {
      super(registration, caller);
    }

    @Override
    public NoticePayload render(Notice notice) {
      return call(asked(notice), asked(PLAIN));
    }

    private static Asked<org.prytany.spi.Notifier, NoticePayload> asked(Notice notice) {
      return new Asked<>(
          "writing a notice", plugin -> plugin.render(notice), Taken::payload, PayloadCheck::fault);
    }
  }
}
