package org.prytany.chain.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;

/** Sockets of an honest node, and of nodes that do what they should not. */
class PushedHeadsTest {

  private static final long CHAIN = 31337;
  private static final HeadSocket.Patience SHORT =
      new HeadSocket.Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(2));

  /** For what a machine under load may take; nothing is measured by it. */
  private static final Duration LONG = Duration.ofSeconds(40);

  private final AtomicInteger heard = new AtomicInteger();

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(LONG);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("it came true").isBefore(end);
      Thread.sleep(20);
    }
  }

  private PushedHeads listening(URI url) {
    PushedHeads heads =
        new PushedHeads(Map.of(CHAIN, List.of(url)), SHORT, chain -> heard.incrementAndGet());
    heads.start();
    return heads;
  }

  private static PushedHeads.Status status(PushedHeads heads) {
    return heads.status(CHAIN);
  }

  /** It fails with these words, never with its address, and is tried again. */
  private void fails(HostileNode.Manner manner, String words)
      throws IOException, InterruptedException {
    try (HostileNode node = new HostileNode(manner);
        PushedHeads heads = listening(node.url())) {
      await(() -> node.connections.get() > 1);
      PushedHeads.Status failed = status(heads);
      while (!failed.problems().toString().contains(words)) {
        Thread.sleep(20);
        failed = status(heads);
      }
      assertThat(failed.pushing()).isZero();
      assertThat(failed.problems().toString())
          .startsWith("[number 1 of 1 ")
          .doesNotContain("127.0.0.1", "secret-key", "hunter2");
    }
  }

  @Test
  void aRealNodePushesItsBlocksAndAgainAfterItWasAway() throws InterruptedException {
    LocalChain chain = LocalChain.start();
    try (PushedHeads heads =
        new PushedHeads(
            Map.of(CHAIN, List.of(URI.create(chain.webSocketUrl()))),
            RpcOptions.DEFAULT,
            its -> heard.incrementAndGet())) {
      heads.start();
      assertThat(heads.tried(CHAIN)).containsExactly(Optional.empty());
      chain.mine(1);
      await(() -> heard.get() == 1);
      assertThat(status(heads).pushing()).isEqualTo(1);
      assertThat(status(heads).sinceLast()).isPresent();
      assertThat(status(heads).heads()).isEqualTo(1);
      chain.close();
      await(() -> status(heads).pushing() == 0);
    } finally {
      chain.close();
    }
  }

  @Test
  void aNodeBehindTlsIsListenedToWhereItsCertificateIsTrusted(@TempDir Path folder)
      throws Exception {
    Certificate certificate = new Certificate(folder, "ip:127.0.0.1");
    try (HostileNode node = new HostileNode(certificate.shown(), PushedHeadsTest::pushOne);
        PushedHeads heads = certificate.trusted(() -> listening(node.url()))) {
      assertThat(heads.tried(CHAIN)).containsExactly(Optional.empty());
      await(() -> heard.get() == 1);
    }
  }

  /** Attack: somebody on the way answers for the node. */
  @Test
  void aCertificateThatNobodyHereSignedIsNotTrusted(@TempDir Path folder) throws Exception {
    Certificate certificate = new Certificate(folder, "ip:127.0.0.1");
    try (HostileNode node = new HostileNode(certificate.shown(), PushedHeadsTest::pushOne);
        PushedHeads heads = listening(node.url())) {
      distrusts(heads);
    }
  }

  /** Attack: the same with a certificate of somebody else whom this machine trusts. */
  @Test
  void aCertificateForAnotherNameIsNotTrusted(@TempDir Path folder) throws Exception {
    Certificate certificate = new Certificate(folder, "dns:other.example");
    try (HostileNode node = new HostileNode(certificate.shown(), PushedHeadsTest::pushOne);
        PushedHeads heads = certificate.trusted(() -> listening(node.url()))) {
      distrusts(heads);
    }
  }

  private void distrusts(PushedHeads heads) {
    assertThat(heads.tried(CHAIN).getFirst().orElseThrow())
        .isEqualTo("shows no TLS certificate for its name that this machine trusts");
    assertThat(heard).hasValue(0);
  }

  private static void pushOne(HostileNode.Talk talk) throws IOException {
    talk.agree();
    talk.head(1);
    talk.listen();
  }

  @Test
  void aNodeOfAnotherChainIsNotListenedTo() throws Exception {
    fails(
        talk -> {
          talk.agree(1);
          talk.head(1);
          talk.listen();
        },
        "serves chain 1 and not chain 31337");
    assertThat(heard).hasValue(0);
  }

  @Test
  void whatIsNoJsonEndsIt() throws Exception {
    fails(talk -> talk.text("what?"), "no JSON");
    fails(
        talk -> {
          talk.begin(0x82, 5);
          talk.raw(new byte[5]);
          talk.listen();
        },
        "no JSON");
    fails(
        talk -> talk.raw("no frame at all, but a text".getBytes(StandardCharsets.UTF_8)), "ended");
    fails(
        talk -> {
          talk.begin(0x81, 2);
          talk.raw(new byte[] {(byte) 0xff, (byte) 0xfe});
          talk.listen();
        },
        "ended the connection");
  }

  @Test
  void aPushThatIsNoBlockEndsIt() throws Exception {
    fails(
        talk -> {
          talk.agree();
          talk.text("{\"method\":\"eth_subscription\",\"params\":[[[[]]]]}");
          talk.listen();
        },
        "no block");
    assertThat(heard).hasValue(0);
  }

  @Test
  void aMessageWithoutEndIsNotKept() throws Exception {
    fails(
        talk -> {
          talk.agree();
          talk.begin(0x81, Long.MAX_VALUE);
          byte[] much = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
          while (true) {
            talk.raw(much);
          }
        },
        "too large");
  }

  @Test
  void aMessageInPartsWithoutEndIsNotKept() throws Exception {
    fails(
        talk -> {
          talk.agree();
          byte[] much = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
          talk.begin(0x01, much.length);
          talk.raw(much);
          while (true) {
            talk.begin(0x00, much.length);
            talk.raw(much);
          }
        },
        "too large");
  }

  @Test
  void aNodeThatDoesNotAnswerOrGoesIsTriedAgain() throws Exception {
    fails(HostileNode.Talk::listen, "says nothing any more");
    fails(
        talk -> {
          talk.hear();
          talk.text("{\"id\":1,\"error\":{\"message\":\"hunter2 at 127.0.0.1/secret-key\"}}");
          talk.listen();
        },
        "does not say which chain");
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (PushedHeads heads = listening(URI.create("ws://127.0.0.1:" + free + "/secret-key"))) {
      assertThat(heads.tried(CHAIN).getFirst()).contains("does not answer");
    }
  }

  /** Its kernel answers, and nobody behind it. */
  @Test
  void aPeerThatIsSilentIsGivenUp() throws Exception {
    fails(
        talk -> {
          talk.agree();
          talk.head(1);
          talk.listen();
        },
        "says nothing any more");
    assertThat(heard.get()).isPositive();
  }

  /** However much it sends, so much is read in a second and the rest waits at its end. */
  @Test
  void aFloodOfHeadsIsReadAtABoundedRate() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (HostileNode node =
            new HostileNode(
                talk -> {
                  talk.agree();
                  while (true) {
                    talk.head(sent.incrementAndGet());
                  }
                });
        PushedHeads heads = listening(node.url())) {
      await(() -> heard.get() >= HeadSocket.MOST_FRAMES);
      int first = heard.get();
      long begin = System.nanoTime();
      await(() -> heard.get() >= first + 3 * HeadSocket.MOST_FRAMES);
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat((heard.get() - first) / seconds).isLessThanOrEqualTo(2.0 * HeadSocket.MOST_FRAMES);
      assertThat(status(heads).pushing()).isEqualTo(1);
    }
  }

  @Test
  void oneBlockThatIsPushedOftenIsHeardOfOnce() throws Exception {
    try (HostileNode node =
            new HostileNode(
                talk -> {
                  talk.agree();
                  for (int i = 0; i < 20; i++) {
                    talk.head(7);
                  }
                  talk.head(8);
                  talk.listen();
                });
        PushedHeads heads = listening(node.url())) {
      await(() -> status(heads).heads() == 2 && heard.get() >= 2);
      assertThat(heard).hasValue(2);
    }
  }

  @Test
  void afterItIsClosedNothingIsConnectedTo() throws Exception {
    try (HostileNode node = new HostileNode(talk -> {})) {
      PushedHeads heads = listening(node.url());
      await(() -> node.connections.get() > 0);
      heads.close();
      int before = node.connections.get();
      Thread.sleep(3_000);
      assertThat(node.connections).hasValue(before);
    }
  }
}
