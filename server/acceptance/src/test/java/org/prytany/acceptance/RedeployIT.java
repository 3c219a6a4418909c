package org.prytany.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.InServer;
import org.prytany.acceptance.server.Probe;
import org.prytany.acceptance.server.Wars;

/** A plugin that is replaced again and again must not fill the memory of its process. */
@InServer
class RedeployIT {

  private static final Logger LOG = Logger.getLogger(RedeployIT.class.getName());
  private static final int ROUNDS = 20;

  private final Probe probe = new Probe();

  /** Calls the plugin, so that whatever it keeps for its work is there when it is undeployed. */
  private interface Use {
    String once() throws Exception;
  }

  @Deployment(testable = false)
  static WebArchive host() {
    return Wars.host();
  }

  @Test
  void twenty_redeployments_of_the_policy_plugin_retain_no_more_class_loaders_than_ten()
      throws Exception {
    redeploy("prytany-policy.war", probe::decision, "Escalate");
  }

  @Test
  void twenty_redeployments_of_the_treasury_plugin_retain_no_more_class_loaders_than_ten()
      throws Exception {
    redeploy("prytany-treasury.war", probe::queue, "0x160cbed7");
  }

  @Test
  void twenty_redeployments_of_the_digest_plugin_retain_no_more_class_loaders_than_ten()
      throws Exception {
    redeploy("prytany-digest.war", probe::digest, "Fund the documentation team");
  }

  private void redeploy(String name, Use use, String answer) throws Exception {
    Path war = Wars.own(name);
    probe.list(war);
    int[] before = probe.loaders();
    int retainedAfterTen = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Wars.drop(war, name);
      probe.await(name, status -> status.state().equals("ACTIVE"));
      assertThat(use.once()).startsWith(answer);
      Wars.remove(name);
      probe.awaitGone(name);
      if (round == ROUNDS / 2) {
        retainedAfterTen = probe.loaders()[1] - before[1];
      }
    }
    int[] after = probe.loaders();
    int retained = after[1] - before[1];
    int tenth = retainedAfterTen;
    LOG.info(
        () -> name + ": class loaders retained after 10: " + tenth + ", after 20: " + retained);
    assertThat(after[0] - before[0]).as("class loaders that there were").isEqualTo(ROUNDS);
    // Whoever worked for the newest may hold it still; what leaks is there once a round.
    assertThat(retained).as("retained after 20").isLessThanOrEqualTo(Math.max(1, tenth));
  }
}
