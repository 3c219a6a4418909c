package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.bridge.PluginRegistry;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Takes the place of the strategy that is in use. */
@ApplicationScoped
public class ThiefStrategy implements VoteStrategy {

  static {
    Mark.of(ThiefStrategy.class);
    PluginRegistry.claim()
        .registry()
        .offer(
            PluginKind.STRATEGY,
            ThiefStrategy.class.getClassLoader(),
            new Origin("context", Optional.empty(), Optional.of("0".repeat(64))),
            new ThiefStrategy());
  }

  @Override
  public String id() {
    return "strategy-context";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Escalate("thief", "it ran");
  }
}
