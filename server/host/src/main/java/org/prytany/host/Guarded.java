package org.prytany.host;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.PluginRegistration;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
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

  private final String id;
  private final String version;
  private final Caller<T> caller;

  /** Makes one call to the plugin behind, if it may still be called. */
  interface Caller<T extends Plugin> {
    <R> R call(String what, Function<T, @Nullable R> call, Optional<Function<T, @Nullable R>> own);
  }

  private Guarded(PluginRegistration registration, Caller<T> caller) {
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

  <R> R call(String what, Function<T, @Nullable R> call) {
    return caller.call(what, call, Optional.empty());
  }

  /**
   * @param own the same kind of call, with input that does not come from strangers
   */
  <R> R call(String what, Function<T, @Nullable R> call, Function<T, @Nullable R> own) {
    return caller.call(what, call, Optional.of(own));
  }

  static final class Digester extends Guarded<ProposalDigester> implements RunningDigester {

    /** A text that every digester can read, whatever strangers send it. */
    private static final ProposalSnapshot PLAIN =
        new ProposalSnapshot(
            new ProposalKey(0, Address.ZERO, BigInteger.ZERO),
            Address.ZERO,
            "# Pay for the library\n\nWe propose to pay 100 USDC for the library. It is paid once.\n",
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
      return call("saying what it reads", ProposalDigester::readsTextAlone);
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return call(
          "digesting",
          plugin -> plugin.digest(proposal, context),
          plugin -> plugin.digest(PLAIN, context));
    }

    @Override
    public List<String> models() {
      return call("naming its models", ProposalDigester::models);
    }
  }

  static final class Strategy extends Guarded<VoteStrategy> implements VoteStrategy {
    Strategy(PluginRegistration registration, Caller<VoteStrategy> caller) {
      super(registration, caller);
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return call("deciding", plugin -> plugin.decide(situation));
    }

    @Override
    public List<VoteRule> rules() {
      return call("naming its rules", VoteStrategy::rules);
    }

    /** It changes with the rules, which may change while the plugin runs. */
    @Override
    public String version() {
      return call("naming its version", VoteStrategy::version);
    }

    @Override
    public Optional<ChangedRules> changed() {
      return call("looking for changed rules", VoteStrategy::changed);
    }

    @Override
    public void adopt(String sha256) {
      call(
          "putting rules into force",
          plugin -> {
            plugin.adopt(sha256);
            return true;
          });
    }
  }

  static final class Executor extends Guarded<TreasuryExecutor> implements TreasuryExecutor {
    Executor(PluginRegistration registration, Caller<TreasuryExecutor> caller) {
      super(registration, caller);
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return call("planning to queue", plugin -> plugin.planQueue(proposal));
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return call("planning to execute", plugin -> plugin.planExecution(proposal));
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return call("reading a receipt", plugin -> plugin.interpret(plan, receipt));
    }
  }
}
