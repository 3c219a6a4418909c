package org.prytany.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.InServer;
import org.prytany.acceptance.server.Probe;
import org.prytany.acceptance.server.Probe.Held;
import org.prytany.acceptance.server.Wars;

/** A plugin that is replaced again and again must not fill the memory of its process. */
@InServer
class RedeployIT {

  private static final Logger LOG = Logger.getLogger(RedeployIT.class.getName());

  /** With -Dprytany.redeploys=100 as many; an even number, and at least eight. */
  private static final int ROUNDS = rounds(Integer.getInteger("prytany.redeploys", 20));

  private final Probe probe = new Probe();

  private static int rounds(int asked) {
    if (asked < 8 || asked % 2 != 0) {
      throw new IllegalArgumentException(
          "prytany.redeploys is " + asked + ": give an even number, at least 8.");
    }
    return asked;
  }

  /** Calls the plugin, so that whatever it keeps for its work is there when it is undeployed. */
  private interface Use {
    String once() throws Exception;
  }

  @Deployment(testable = false)
  static WebArchive host() {
    return Wars.host();
  }

  @Test
  void redeployments_of_the_policy_plugin_retain_nothing_and_disturb_no_other() throws Exception {
    redeploy(
        new Called("prytany-policy.war", probe::decision, "Escalate"),
        new Called("prytany-treasury.war", probe::queue, "0x160cbed7"));
  }

  @Test
  void redeployments_of_the_treasury_plugin_retain_nothing_and_disturb_no_other() throws Exception {
    redeploy(
        new Called("prytany-treasury.war", probe::queue, "0x160cbed7"),
        new Called("prytany-policy.war", probe::decision, "Escalate"));
  }

  @Test
  void redeployments_of_the_digest_plugin_retain_nothing_and_disturb_no_other() throws Exception {
    redeploy(
        new Called("prytany-digest.war", probe::digest, "Fund the documentation team"),
        new Called("prytany-policy.war", probe::decision, "Escalate"));
  }

  /** A plugin, what is asked of it, and how its answer begins. */
  private record Called(String file, Use use, String answer) {
    void once() throws Exception {
      assertThat(use.once()).startsWith(answer);
    }
  }

  private void redeploy(Called plugin, Called other) throws Exception {
    Path war = Wars.own(plugin.file());
    probe.list(war, Wars.own(other.file()));
    Wars.drop(Wars.own(other.file()), other.file());
    probe.await(other.file(), status -> status.state().equals("ACTIVE"));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> calls =
          caller.submit(
              () -> {
                int made = 0;
                while (!ended.get()) {
                  other.once();
                  made++;
                  // No more than a busy server would be asked.
                  Thread.sleep(20);
                }
                return made;
              });
      try {
        redeploy(plugin, war);
      } catch (Exception | AssertionError e) {
        if (calls.isDone() && calls.state() == Future.State.FAILED) {
          e.addSuppressed(calls.exceptionNow());
        }
        throw e;
      }
      ended.set(true);
      int made = calls.get();
      LOG.info(() -> other.file() + " was called " + made + " times meanwhile, and never failed");
      assertThat(made).isGreaterThan(ROUNDS);
    } finally {
      ended.set(true);
      caller.shutdown();
      Wars.remove(other.file());
      probe.awaitGone(other.file());
    }
  }

  private void redeploy(Called plugin, Path war) throws Exception {
    String name = plugin.file();
    int[] before = probe.loaders();
    Held atFirst = probe.held();
    int retainedAtHalf = 0;
    Held atHalf = atFirst;
    List<Long> deploys = new ArrayList<>();
    List<Long> undeploys = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      long begun = System.nanoTime();
      Wars.drop(war, name);
      probe.await(name, status -> status.state().equals("ACTIVE"));
      deploys.add(System.nanoTime() - begun);
      plugin.once();
      begun = System.nanoTime();
      Wars.remove(name);
      probe.awaitGone(name);
      undeploys.add(System.nanoTime() - begun);
      if (round == ROUNDS / 2) {
        retainedAtHalf = probe.loaders()[1] - before[1];
        atHalf = probe.held();
      }
    }
    int[] after = probe.loaders();
    Held last = probe.held();
    int retained = after[1] - before[1];
    String said =
        name
            + ": "
            + ROUNDS
            + " times; deployed in "
            + percentiles(deploys)
            + ", undeployed in "
            + percentiles(undeploys)
            + "; class loaders retained at half and at the end: "
            + retainedAtHalf
            + ", "
            + retained
            + "; at first, at half, at the end: "
            + List.of(atFirst, atHalf, last);
    LOG.info(said);
    assertThat(after[0] - before[0]).as("class loaders that there were").isEqualTo(ROUNDS);
    // Whoever worked for the newest may hold it still; what leaks is there once a round: a thread
    // that a plugin left, and the metaspace of its classes, are held as long as its class loader.
    assertThat(retained).as("retained").isLessThanOrEqualTo(Math.max(1, retainedAtHalf));
  }

  private static String percentiles(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return "p50 %d ms, p95 %d ms"
        .formatted(
            sorted.get(sorted.size() / 2) / 1_000_000,
            sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1) / 1_000_000);
  }
}
