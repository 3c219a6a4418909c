package org.prytany.acceptance.families;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.Support;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * The plugins of such a house, plain ones, and no model: a digester that reads plain sentences, a
 * strategy that votes by the proposal's number, and an executor that plans what the proposal says.
 */
final class Reading implements Plugins, TextEmbedder {

  /** The calls of a proposal that passed; the host makes its own and only compares. */
  interface Planned {
    PlannedCall queue(ProposalKey proposal);

    PlannedCall execute(ProposalKey proposal);
  }

  private static final String VERSION = "1.0.0";

  private final Planned planned;

  Reading(Planned planned) {
    this.planned = planned;
  }

  /**
   * How the house is to vote on a proposal: each direction that its governor has, in turn. A test
   * holds the chain against the same function.
   */
  static Support wanted(ProposalKey proposal, int directions) {
    Support[] order = {Support.FOR, Support.AGAINST, Support.ABSTAIN};
    return order[
        proposal.proposalId().mod(java.math.BigInteger.valueOf(directions)).intValueExact()];
  }

  @Override
  public Optional<RunningDigester> digester() {
    PlainReader reader = new PlainReader();
    return Optional.of(
        new RunningDigester() {
          @Override
          public String deployment() {
            return "1";
          }

          @Override
          public String id() {
            return reader.id();
          }

          @Override
          public String version() {
            return reader.version();
          }

          @Override
          public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
            return reader.digest(proposal, context);
          }
        });
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return Optional.of(
        new VoteStrategy() {
          @Override
          public VoteDecision decide(VotingSituation situation) {
            Support support = wanted(situation.proposal().key(), situation.supports().size());
            return new VoteDecision.Cast(support, "in-turn", "its number says so");
          }

          @Override
          public String id() {
            return "in-turn";
          }

          @Override
          public String version() {
            return VERSION;
          }
        });
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return Optional.of(
        new RunningExecutor() {
          @Override
          public QueuePlan planQueue(PassedProposal proposal) {
            return new QueuePlan(planned.queue(proposal.proposal().key()));
          }

          @Override
          public ExecutionPlan planExecution(ApprovedProposal proposal) {
            return new ExecutionPlan(planned.execute(proposal.proposal().key()));
          }

          @Override
          public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
            return new ExecutionOutcome.Unknown("not asked");
          }

          @Override
          public String id() {
            return "plain-planner";
          }

          @Override
          public String version() {
            return VERSION;
          }
        });
  }

  @Override
  public List<PluginStatus> statuses() {
    return List.of();
  }

  @Override
  public float[][] embed(List<String> sentences) {
    return new float[sentences.size()][1];
  }

  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public String modelId() {
    return "no-model";
  }

  @Override
  public String modelSha256() {
    return "0".repeat(64);
  }

  @Override
  public String device() {
    return "cpu";
  }
}
