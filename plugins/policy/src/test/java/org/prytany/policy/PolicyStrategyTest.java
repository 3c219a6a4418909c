package org.prytany.policy;

import java.util.Optional;
import org.prytany.spi.VoteStrategy;
import org.prytany.testkit.VoteStrategyConformance;

class PolicyStrategyTest extends VoteStrategyConformance {

  @Override
  protected VoteStrategy plugin() {
    return new PolicyStrategy(Optional.empty(), Optional.empty());
  }
}
