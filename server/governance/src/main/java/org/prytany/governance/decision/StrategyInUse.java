package org.prytany.governance.decision;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.spi.Address;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * The strategy that decides. One that is missing or fails is asked again for as long as a vote
 * would be in time; then people have to decide.
 */
public final class StrategyInUse {

  private StrategyInUse() {}

  /**
   * The strategy in use; where there is none, one that answers PLUGIN_UNAVAILABLE.
   *
   * @param due whether the vote can wait no longer for one that is being started
   */
  public static VoteStrategy of(Plugins plugins, boolean due) {
    return plugins
        .strategy()
        .orElseGet(
            () -> {
              if (due) {
                plugins.hasten();
              }
              return new Missing(why(plugins));
            });
  }

  private static String why(Plugins plugins) {
    return plugins.statuses().stream()
        .filter(one -> one.kind().equals(VoteStrategy.class.getSimpleName()))
        .filter(one -> one.state() != PluginStatus.State.GONE && !one.reason().isEmpty())
        .findFirst()
        .map(one -> "The policy plugin '" + one.id() + "' cannot be asked now: " + one.reason())
        .orElse("No policy plugin is running; deploy one to decide votes.");
  }

  /**
   * What it answers; an escalation where it gives none and there is no time to ask it again, or
   * where it is asked about this proposal no more.
   *
   * @throws PrytanyException PLUGIN_FAULT or PLUGIN_UNAVAILABLE where there is
   */
  public static VoteDecision asked(BooleanSupplier inTime, Supplier<VoteDecision> answer) {
    try {
      return answer.get();
    } catch (ProposalAside e) {
      return HouseRules.escalate(String.valueOf(e.getMessage()));
    } catch (PrytanyException e) {
      boolean plugins =
          e.code() == FailureCode.PLUGIN_FAULT || e.code() == FailureCode.PLUGIN_UNAVAILABLE;
      if (!plugins || inTime.getAsBoolean()) {
        throw e;
      }
      return HouseRules.escalate(
          "The vote strategy gave no answer, and there is no time to ask it again. "
              + e.getMessage());
    }
  }

  /** What decided; where the host did because the strategy fails, its version may not be told. */
  public static String mark(VoteStrategy strategy, VoteDecision decision) {
    try {
      return strategy.id() + " " + strategy.version();
    } catch (PrytanyException e) {
      if (decision.rule().equals(DecisionService.HOST)) {
        return DecisionService.HOST;
      }
      throw e;
    }
  }

  /**
   * Stands where none is in use.
   *
   * @param why none is
   */
  private record Missing(String why) implements VoteStrategy {

    @Override
    public String id() {
      return DecisionService.HOST;
    }

    @Override
    public String version() {
      throw unavailable();
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      throw unavailable();
    }

    @Override
    public List<Address> followed() {
      throw unavailable();
    }

    @Override
    public boolean asksForHistory() {
      throw unavailable();
    }

    private PrytanyException unavailable() {
      return new PrytanyException(FailureCode.PLUGIN_UNAVAILABLE, why);
    }
  }
}
