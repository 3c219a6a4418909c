package org.prytany.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.InServer;
import org.prytany.acceptance.server.Probe;
import org.prytany.acceptance.server.Wars;

@InServer
class RedeployIT {

  private final Probe probe = new Probe();

  @Deployment(testable = false)
  static WebArchive host() {
    return Wars.host();
  }

  @Test
  void twenty_redeployments_of_the_policy_plugin_retain_one_class_loader_at_most()
      throws Exception {
    redeploys("prytany-policy.war");
  }

  @Test
  void twenty_redeployments_of_the_treasury_plugin_retain_one_class_loader_at_most()
      throws Exception {
    redeploys("prytany-treasury.war");
  }

  private void redeploys(String name) throws Exception {
    Path war = Wars.own(name);
    probe.list(war);
    int[] before = probe.loaders();
    int[] afterTen = new int[2];
    for (int round = 1; round <= 20; round++) {
      Wars.drop(war, name);
      probe.await(name, status -> status.state().equals("ACTIVE"));
      if (name.contains("policy")) {
        assertThat(probe.decision()).startsWith("Escalate");
      } else {
        assertThat(probe.queue()).startsWith("0x160cbed7");
      }
      Wars.remove(name);
      probe.awaitGone(name);
      if (round == 10) {
        afterTen = probe.loaders();
      }
    }
    int[] afterTwenty = probe.loaders();
    assertThat(afterTwenty[0] - before[0]).as("class loaders that there were").isEqualTo(20);
    assertThat(afterTwenty[1] - before[1]).as("retained after 20").isLessThanOrEqualTo(1);
    assertThat(afterTwenty[1])
        .as("growth from the 10th to the 20th")
        .isLessThanOrEqualTo(afterTen[1]);
  }
}
