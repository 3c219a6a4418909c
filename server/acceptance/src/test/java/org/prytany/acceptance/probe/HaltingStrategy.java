package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Halts the virtual machine while it starts, without a word. */
@ApplicationScoped
public class HaltingStrategy implements VoteStrategy {

  static {
    Runtime.getRuntime().halt(4);
  }

  @Override
  public String id() {
    return "strategy-halting";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("halting", "it ran");
  }
}
