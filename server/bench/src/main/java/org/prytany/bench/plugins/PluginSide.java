package org.prytany.bench.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.host.budget.Budget;
import org.prytany.host.budget.MeteredCall;
import org.prytany.host.budget.Times;
import org.prytany.host.budget.Wait;
import org.prytany.link.FarEnd;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * The other process of the measurement: one strategy behind the link's far end, each call on a
 * thread of its own within a budget, as the host makes calls. Which WAR is in use is not looked up.
 */
record PluginSide() implements Plugins {

  private static final Budget BUDGET = new Budget(Duration.ofSeconds(10), Duration.ofMinutes(1));

  /** Answers at the socket that is named until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (FarEnd end = new FarEnd(new PluginSide(), Path.of(arguments[0]))) {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public Optional<RunningDigester> digester() {
    return Optional.empty();
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return Optional.of(new Metered(new MeasuredStrategy()));
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return Optional.empty();
  }

  @Override
  public List<PluginStatus> statuses() {
    return List.of(
        new PluginStatus(
            "measured",
            "1.0",
            "VoteStrategy",
            PluginStatus.State.ACTIVE,
            "",
            Optional.empty(),
            Optional.empty()));
  }

  private record Metered(VoteStrategy strategy) implements VoteStrategy {
    @Override
    public String id() {
      return strategy.id();
    }

    @Override
    public String version() {
      return strategy.version();
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      try {
        return Objects.requireNonNull(
            MeteredCall.<VoteDecision>start(
                    "measured-call", () -> strategy.decide(situation), Times.ofThisMachine())
                .get(BUDGET));
      } catch (Wait.OverBudget | ExecutionException e) {
        throw new IllegalStateException("the measured call did not answer", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
