package org.prytany.acceptance.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.demo.DemoServer;
import org.prytany.demo.DemoWorld;

/**
 * The check of texts against calls is general: generated proposals that are not in the demo, on a
 * real chain, read and judged by the real server.
 */
class DishonestVariantsIT {

  private static final int SEED = 20_261_123;

  @TempDir private Path data;

  @Test
  void everyDishonestVariantIsBlockedAndEveryHonestOneIsNot() throws Exception {
    System.setProperty(
        "prytany.node.modules", BuiltHouse.installation().contractModules().toString());
    try (DemoWorld world = DemoWorld.start();
        DemoServer server =
            DemoServer.start(BuiltHouse.installation(), world, data, ServerProcess.freePort())) {
      Map<Variant, DemoProposal> proposed = propose(world);
      server.awaitReady();

      List<String> wrong = new ArrayList<>();
      int dishonest = 0;
      for (Map.Entry<Variant, DemoProposal> entry : proposed.entrySet()) {
        Variant variant = entry.getKey();
        JsonNode verdict = verdict(server, entry.getValue().id());
        dishonest += variant.honest() ? 0 : 1;
        if (verdict.path("blocked").asBoolean() == variant.honest()) {
          wrong.add(variant.name() + ": " + verdict.path("findings"));
        }
      }

      assertThat(wrong).isEmpty();
      assertThat(dishonest).isGreaterThanOrEqualTo(20);
    }
  }

  private static Map<Variant, DemoProposal> propose(DemoWorld world) {
    Random random = new Random(SEED);
    String other = world.dao().deployStablecoin("Other Dollar", "ODLR", BigInteger.TEN.pow(12));
    Map<Variant, DemoProposal> proposed = new LinkedHashMap<>();
    for (Variant.Trick trick : Variant.Trick.values()) {
      for (int style = 0; style < 3; style++) {
        Variant variant = Variant.of(world.dao(), other, trick, style, random);
        proposed.put(
            variant, world.dao().propose(world.proposer(), variant.calls(), variant.text()));
      }
    }
    return proposed;
  }

  private static JsonNode verdict(DemoServer server, BigInteger id)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    try (ApiClient api = server.api()) {
      while (Instant.now().isBefore(end)) {
        try {
          JsonNode shown = api.get("/api/v1/daos/" + DemoServer.DAO + "/proposals/" + id);
          if (shown.hasNonNull("verdict")) {
            return shown.get("verdict");
          }
        } catch (ApiClient.Problem notReadYet) {
          assertThat(notReadYet.status()).isIn(404, 429);
        }
        Thread.sleep(250);
      }
    }
    throw new AssertionError("no verdict on proposal " + id + "; see " + server.console());
  }
}
