package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** A plugin that cannot be made. */
@ApplicationScoped
public class BrokenStrategy implements VoteStrategy {

  public BrokenStrategy() {
    throw new IllegalArgumentException("no policy for the broken strategy");
  }

  @Override
  public String id() {
    return "strategy-broken";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("never", "never reached");
  }
}
