package org.prytany.treasury;

import org.prytany.spi.TreasuryExecutor;
import org.prytany.testkit.TreasuryExecutorConformance;

class OpenZeppelinExecutorTest extends TreasuryExecutorConformance {

  @Override
  protected TreasuryExecutor plugin() {
    return new OpenZeppelinExecutor();
  }
}
