package org.prytany.app.status;

import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.prytany.chain.heads.PushedHeads;

/** Shows how many addresses push new blocks, and how many blocks they pushed, by chain. */
public final class HeadMetrics {

  private final MetricRegistry registry;

  public HeadMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /** From now on. */
  public void show(PushedHeads heads) {
    for (long chainId : heads.status().keySet()) {
      Tag tag = new Tag("chain", Long.toString(chainId));
      registry.gauge("prytany_heads_pushing", () -> heads.status(chainId).pushing(), tag);
      registry.gauge("prytany_heads_pushed", () -> heads.status(chainId).heads(), tag);
    }
  }
}
