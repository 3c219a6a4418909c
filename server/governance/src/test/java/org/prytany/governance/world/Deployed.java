package org.prytany.governance.world;

import java.util.List;
import org.prytany.governance.plugin.Judged;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/**
 * A digester as a host without guards runs it. As by a host that asks plugins one at a time,
 * nothing is answered before the answer that it has given is judged.
 */
final class Deployed implements RunningDigester {

  private final ProposalDigester plugin;
  private final String deployment;
  private boolean busy;

  Deployed(ProposalDigester plugin, String deployment) {
    this.plugin = plugin;
    this.deployment = deployment;
  }

  @Override
  public String deployment() {
    return deployment;
  }

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
    requireFree();
    return plugin.models();
  }

  @Override
  public boolean readsTextAlone() {
    requireFree();
    return plugin.readsTextAlone();
  }

  private void requireFree() {
    if (busy) {
      throw new IllegalStateException("it is asked while it digests, and would wait for itself");
    }
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    return plugin.digest(proposal, context);
  }

  @Override
  public TextDigest digest(
      ProposalSnapshot proposal, DigestContext context, Judged<TextDigest> judged) {
    busy = true;
    try {
      return judged.accepted(this, digest(proposal, context));
    } finally {
      busy = false;
    }
  }
}
