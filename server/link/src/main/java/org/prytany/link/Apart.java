package org.prytany.link;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.judging.DecisionCheck;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.PayloadCheck;
import org.prytany.judging.Taken;
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
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
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

    /** Has a strategy change to other rules, where the server agrees that it is those. */
    void adopt(String sha256, Runnable change);
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

  <A extends Answer, R> R ask(String what, Ask ask, Class<A> type, Function<A, R> taken) {
    return ask(what, ask, type, taken, answer -> Optional.empty());
  }

  /**
   * Takes an answer over, and judges it, as the host does: what stands at the other end may be
   * anything by now.
   */
  <A extends Answer, R> R ask(
      String what, Ask ask, Class<A> type, Function<A, R> taken, Judged<R> judged) {
    return taken.apply(bound.ask(what, ask, type, answer -> fault(answer, taken, judged)));
  }

  private static <A extends Answer, R> Optional<String> fault(
      A answer, Function<A, R> taken, Judged<R> judged) {
    R given;
    try {
      given = taken.apply(answer);
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    return judged.fault(given);
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
      return ask(
          "saying what it reads",
          new Ask.ReadsTextAlone(handle),
          Answer.YesNo.class,
          Answer.YesNo::yes);
    }

    @Override
    public List<String> models() {
      return ask(
          "naming its models",
          new Ask.Models(handle),
          Answer.Texts.class,
          answer -> Taken.models(answer.texts()));
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return digest(proposal, context, digest -> DigestCheck.fault(digest, proposal.description()));
    }

    @Override
    public TextDigest digest(
        ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
      long call = bound.link().begin(context);
      try {
        Ask ask = new Ask.Digest(handle, call, proposal, Granting.services(context));
        return ask(
            "digesting",
            ask,
            Answer.OfDigest.class,
            answer -> Taken.digest(answer.digest()),
            judged);
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
      return ask(
          "naming its version",
          new Ask.Version(handle),
          Answer.Texts.class,
          answer -> Taken.version(answer.texts().getFirst()));
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      return ask(
          "deciding",
          new Ask.Decide(handle, situation),
          Answer.OfDecision.class,
          answer -> Taken.decision(answer.decision()),
          decision -> DecisionCheck.fault(decision, situation));
    }

    @Override
    public List<Address> followed() {
      return ask(
          "naming whom it follows",
          new Ask.Followed(handle),
          Answer.Accounts.class,
          answer -> Taken.followed(answer.accounts()));
    }

    @Override
    public boolean asksForHistory() {
      return ask(
          "saying what it asks for",
          new Ask.AsksForHistory(handle),
          Answer.YesNo.class,
          Answer.YesNo::yes);
    }

    @Override
    public List<VoteRule> rules() {
      return ask(
          "naming its rules",
          new Ask.Rules(handle),
          Answer.Rules.class,
          answer -> Taken.rules(answer.rules()));
    }

    @Override
    public Optional<ChangedRules> changed() {
      return ask(
          "looking for changed rules",
          new Ask.Changed(handle),
          Answer.Changed.class,
          answer -> Taken.changed(answer.changed()));
    }

    @Override
    public void adopt(String sha256) {
      bound.adopt(
          sha256,
          () ->
              ask(
                  "putting rules into force",
                  new Ask.Adopt(handle, sha256),
                  Answer.YesNo.class,
                  Answer.YesNo::yes));
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
      return ask(
          "planning to queue",
          new Ask.PlanQueue(handle, proposal),
          Answer.OfQueuing.class,
          answer -> Taken.plan(answer.plan()),
          judged);
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal) {
      return planExecution(proposal, plan -> Optional.empty());
    }

    @Override
    public ExecutionPlan planExecution(ApprovedProposal proposal, Judged<ExecutionPlan> judged) {
      return ask(
          "planning to execute",
          new Ask.PlanExecution(handle, proposal),
          Answer.OfExecution.class,
          answer -> Taken.plan(answer.plan()),
          judged);
    }

    @Override
    public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
      return ask(
          "reading a receipt",
          new Ask.Interpret(handle, plan, receipt),
          Answer.OfOutcome.class,
          answer -> Taken.outcome(answer.outcome()));
    }
  }

  static final class Notifier extends Apart implements org.prytany.spi.Notifier {
    Notifier(Bound bound) {
      super(bound);
    }

    @Override
    public NoticePayload render(Notice notice) {
      return ask(
          "writing a notice",
          new Ask.Render(handle, notice),
          Answer.OfPayload.class,
          answer -> Taken.payload(answer.payload()),
          PayloadCheck::fault);
    }
  }
}
