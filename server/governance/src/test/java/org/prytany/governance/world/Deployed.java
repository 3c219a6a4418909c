package org.prytany.governance.world;

import java.util.List;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/** A digester as a host without guards runs it. */
record Deployed(ProposalDigester plugin, String deployment) implements RunningDigester {

  @Override
  public String id() {
    return plugin.id();
  }

  @Override
  public String version() {
    return plugin.version();
  }

  @Override
  public List<String> models() {
    return plugin.models();
  }

  @Override
  public boolean readsTextAlone() {
    return plugin.readsTextAlone();
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    return plugin.digest(proposal, context);
  }
}
