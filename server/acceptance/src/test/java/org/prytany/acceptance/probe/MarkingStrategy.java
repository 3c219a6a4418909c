package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Leaves a mark wherever code of it could run. */
@ApplicationScoped
public class MarkingStrategy implements VoteStrategy {

  static {
    Mark.of(MarkingStrategy.class);
  }

  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    Mark.of(MarkingStrategy.class);
  }

  @Override
  public String id() {
    return "strategy-marking";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("marking", "it ran");
  }
}
