package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.signer.wire.SignerClient;
import org.prytany.signerd.StartBenchmark;
import org.prytany.signerd.serving.Questions;
import org.prytany.signerd.serving.SignerServer;
import org.prytany.spi.Address;

/**
 * What the process takes to start, and what a signature costs beside the chain's own answers, which
 * cost nothing here: guard and journal alone, and the same over the socket. Prints medians.
 *
 * <p>Once it is built, from the root: {@code java -cp
 * "server/signerd/target/test-classes:server/signerd/target/dist/lib/*"
 * org.prytany.signerd.guard.SigningBenchmark server/signerd/target/dist/signer.options}; a second
 * argument says how many signatures.
 */
public final class SigningBenchmark {

  private SigningBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int signatures = arguments.length < 2 ? 200 : Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("signing");
    StartBenchmark.measure(folder, Path.of(arguments[0]), System.out);
    try (GuardWorld world = new GuardWorld(folder)) {
      // Every act stays open, so the day has to hold what taking all of them back could cost.
      world.dayFees = world.dayFees.multiply(BigInteger.valueOf(1_000));
      world.start(false);
      world.ready(ActKind.VOTE);
      SignerServer server =
          SignerServer.open(
              folder.resolve("run/s.sock"),
              Optional.empty(),
              new Questions(
                  world.guard,
                  world.guard.seals(),
                  world.guard,
                  world.anchors,
                  world.guard.polls(java.util.List.of())));
      Thread.ofPlatform().daemon().start(server::serve);
      try (SignerClient client =
          new SignerClient(folder.resolve("run/s.sock"), Duration.ofSeconds(30))) {
        // Both are warm before either is measured; they take turns, so that both see the same load.
        measure(requests(world, "warm", 100), world.guard::sign);
        measure(requests(world, "warm too", 100), client::sign);
        List<Double> here = new ArrayList<>();
        List<Double> far = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
          here.addAll(measure(requests(world, "here " + turn, signatures / 4), world.guard::sign));
          far.addAll(measure(requests(world, "far " + turn, signatures / 4), client::sign));
        }
        System.out.printf(
            "%d signatures each: guard and journal %.2f ms, over the socket %.2f ms, ratio %.2f%n",
            signatures, median(here), median(far), median(far) / median(here));
      } finally {
        server.close();
      }
    }
  }

  private static List<SigningRequest> requests(GuardWorld world, String name, int many) {
    List<SigningRequest> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Proposal proposal =
          world.honest(
              GuardWorld.content("# " + name + " " + i, new Address("0x" + "11".repeat(20))));
      requests.add(world.request(ActKind.VOTE, proposal));
    }
    return requests;
  }

  private static List<Double> measure(
      List<SigningRequest> requests, Consumer<SigningRequest> signing) {
    List<Double> milliseconds = new ArrayList<>();
    for (SigningRequest request : requests) {
      long start = System.nanoTime();
      signing.accept(request);
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }
    return milliseconds;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
