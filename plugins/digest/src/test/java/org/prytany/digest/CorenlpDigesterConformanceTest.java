package org.prytany.digest;

import org.prytany.judging.ReadText;
import org.prytany.reading.Places;
import org.prytany.reading.modality.Leaning;
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

  @Override
  protected ReadText read(String text) {
    return new ReadText(new Places(text)::saidWith, Leaning::connectiveEnd);
  }
}
