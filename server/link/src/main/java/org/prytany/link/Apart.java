package org.prytany.link;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Offered;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.Plugin;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TextDigest;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** A plugin that runs in another process. */
abstract sealed class Apart implements Plugin {

  /** Puts questions to it. */
  interface Bound {
    Offered offered();

    NearEnd link();

    /**
     * Puts one.
     *
     * @param what it is doing, to be read after "it was"
     */
    <A extends Answer> A ask(
        String what, Ask ask, Class<A> type, Function<A, Optional<String>> judged);
  }

  final Bound bound;
  final long handle;

  private Apart(Bound bound) {
    this.bound = bound;
    this.handle = bound.offered().handle();
  }

  @Override
  public final String id() {
    return bound.offered().id();
  }

  @Override
  public String version() {
    return bound.offered().version();
  }

  <A extends Answer> A ask(String what, Ask ask, Class<A> type) {
    return bound.ask(what, ask, type, answer -> Optional.empty());
  }

  static final class Digester extends Apart implements RunningDigester {
    Digester(Bound bound) {
      super(bound);
    }

    /** Another one in each process: its numbers begin anew there. */
    @Override
    public String deployment() {
      return bound.link().number() + " " + bound.offered().deployment();
    }

    @Override
    public boolean readsTextAlone() {
      return ask("saying what it reads", new Ask.ReadsTextAlone(handle), Answer.YesNo.class).yes();
    }

    @Override
    public List<String> models() {
      return ask("naming its models", new Ask.Models(handle), Answer.Texts.class).texts();
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return digest(proposal, context, digest -> Optional.empty());
    }

    @Override
    public TextDigest digest(
        ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
      long call = bound.link().begin(context);
      try {
        Ask ask = new Ask.Digest(handle, call, proposal, Granting.services(context));
        return bound
            .ask("digesting", ask, Answer.OfDigest.class, answer -> judged.fault(answer.digest()))
            .digest();
      } finally {
        bound.link().end(call);
      }
    }
  }

  static final class Strategy extends Apart implements VoteStrategy {
    Strategy(Bound bound) {
      super(bound);
    }

    /** It changes with the rules, which may change while the plugin runs. */
    @Override
    public String version() {
      return ask("naming its version", new Ask.Version(handle), Answer.Texts.class)
          .texts()
          .getFirst();
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return ask("deciding", new Ask.Decide(handle, situation), Answer.OfDecision.class).decision();
    }

    @Override
    public List<Address> followed() {
      return ask("naming whom it follows", new Ask.Followed(handle), Answer.Accounts.class)
          .accounts();
    }

    @Override
    public List<VoteRule> rules() {
      return ask("naming its rules", new Ask.Rules(handle), Answer.Rules.class).rules();
    }

    @Override
    public Optional<ChangedRules> changed() {
      return ask("looking for changed rules", new Ask.Changed(handle), Answer.Changed.class)
          .changed();
    }

    @Override
    public void adopt(String sha256) {
      ask("putting rules into force", new Ask.Adopt(handle, sha256), Answer.YesNo.class);
    }
  }

  static final class Executor extends Apart implements RunningExecutor {
    Executor(Bound bound) {
      super(bound);
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal) {
      return planQueue(proposal, plan -> Optional.empty());
    }

    @Override
    public QueuePlan planQueue(PassedProposal proposal, Judged<QueuePlan> judged) {
      return bound
          .ask(
              "planning to queue",
              new Ask.PlanQueue(handle, proposal),
              Answer.OfQueuing.class,
              answer -> judged.fault(answer.plan()))
          .plan();
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return planExecution(proposal, plan -> Optional.empty());
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal, Judged<ExecutionPlan> judged) {
      return bound
          .ask(
              "planning to execute",
              new Ask.PlanExecution(handle, proposal),
              Answer.OfExecution.class,
              answer -> judged.fault(answer.plan()))
          .plan();
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return ask(
              "reading a receipt", new Ask.Interpret(handle, plan, receipt), Answer.OfOutcome.class)
          .outcome();
    }
  }
}
