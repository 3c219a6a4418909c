package org.prytany.digest;

import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.testkit.ProposalDigesterConformance;

class CorenlpDigesterConformanceTest extends ProposalDigesterConformance {

  @Override
  protected ProposalDigester plugin() {
    return new CorenlpDigester();
  }

  @Override
  protected DigestContext context() {
    return RealModel.context();
  }
}
