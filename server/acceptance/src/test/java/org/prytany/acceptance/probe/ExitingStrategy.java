package org.prytany.acceptance.probe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Ends the server while it starts. */
@ApplicationScoped
public class ExitingStrategy implements VoteStrategy {

  @PostConstruct
  void end() {
    System.exit(3);
  }

  @Override
  public String id() {
    return "strategy-exiting";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("exiting", "it ran");
  }
}
