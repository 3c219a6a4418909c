package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals.Subject;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signer.wire.Answer;
import org.prytany.signer.wire.Frames;
import org.prytany.signer.wire.SignerClient;
import org.prytany.signer.wire.WireJson;
import org.prytany.signerd.serving.Questions;
import org.prytany.signerd.serving.SignerServer;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** Both ends of the socket: what the server hears is what the guard said. */
class OverTheSocketTest {

  @TempDir Path folder;
  GuardWorld world;
  SignerServer server;
  SignerClient client;
  Path socket;

  @BeforeEach
  void bothEnds() {
    world = new GuardWorld(folder);
    socket = folder.resolve("run/s.sock");
    server = open(Optional.empty());
    client = new SignerClient(socket, Duration.ofMinutes(2));
  }

  private SignerServer open(Optional<String> user) {
    SignerServer opened =
        SignerServer.open(
            socket,
            user,
            new Questions(world.guard, world.guard.seals(), world.guard, world.anchors, polls()));
    Thread.ofPlatform().daemon().start(opened::serve);
    return opened;
  }

  private PollGuard polls() {
    return world.guard.polls(List.of(PollGuardTest.SPACE));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    world.close();
  }

  @ParameterizedTest
  @EnumSource(ActKind.class)
  void aSignatureComesOverTheSocketAsItWasMade(ActKind kind) {
    Proposal proposal = world.honest(GuardWorld.content());
    world.approve(proposal);
    world.ready(kind);
    SigningRequest request = world.request(kind, proposal);
    Act.Submission far = client.sign(request);
    assertThat(far).isEqualTo(world.guard.sign(request));
    assertThat(client.signedNonce(GuardWorld.act(request))).hasValue(far.nonce());
    assertThat(client.accounts()).isEqualTo(world.guard.accounts());
    Act act = GuardWorld.act(request);
    assertThat(client.cancel(act, GuardWorld.giveUp(act, GuardWorld.GWEI)).nonce())
        .isEqualTo(far.nonce());
  }

  @Test
  void moreThanFitsIntoMemoryAtOnceIsAnsweredOneAfterTheOther() throws IOException {
    byte[] large = new byte[Frames.LARGEST];
    java.util.Arrays.fill(large, (byte) ' ');
    List<SocketChannel> channels = new ArrayList<>();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      channels.add(channel);
      writers.add(CompletableFuture.runAsync(() -> written(channel, large)));
    }
    assertThat(client.accounts()).hasSize(3);
    for (SocketChannel channel : channels) {
      assertThat(WireJson.read(Frames.read(channel), Answer.class).message())
          .contains("does not understand");
      channel.close();
    }
    writers.forEach(CompletableFuture::join);
  }

  private static void written(SocketChannel channel, byte[] message) {
    try {
      Frames.write(channel, message);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnchorComesOverTheSocketAsItWasMade() {
    AnchorRequest request = GuardWorld.anchor(5, GuardWorld.GWEI);

    assertThat(client.anchor(request)).isEqualTo(world.anchors.anchor(request));
  }

  @Test
  void aVoteOffChainComesOverTheSocketAsItWasMade() {
    world.now = Instant.ofEpochSecond(PollGuardTest.NOW);
    EnvelopeRequest request =
        PollGuardTest.byRule(PollGuardTest.proposal("basic", "For", "Against"), Support.FOR, "1");

    assertThat(client.signVote(request)).isEqualTo(polls().signVote(request));
  }

  @Test
  void aRefusalComesWithItsCodeAndItsWords() {
    Proposal proposal = world.honest(GuardWorld.content());
    world.ready(ActKind.EXECUTE);
    assertThatThrownBy(() -> client.sign(world.request(ActKind.EXECUTE, proposal)))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED))
        .hasMessageContaining("0 treasurers' approvals count");
    assertThat(client.signedNonce(GuardWorld.act(world.request(ActKind.EXECUTE, proposal))))
        .isEmpty();
  }

  @Test
  void whatTreasurersSignAndWhatIsSealedIsKeptByTheSigner() {
    Proposal proposal = world.honest(GuardWorld.content());
    var statement = world.statement(Kind.APPROVE, GuardWorld.ALICE, proposal);
    client.keep(GuardWorld.DAO, proposal, statement);
    assertThat(client.statements(GuardWorld.DAO, proposal.key()))
        .isEqualTo(world.guard.statements(GuardWorld.DAO, proposal.key()))
        .hasSize(1);
    assertThat(client.roster(GuardWorld.DAO)).isEqualTo(world.guard.roster(GuardWorld.DAO));
    world.pause(PauseScope.PAYOUTS, GuardWorld.CAROL);
    assertThat(client.pauses(GuardWorld.DAO)).isEqualTo(world.guard.pauses(GuardWorld.DAO));
    String said = proposal.decision().orElseThrow().canonical();
    String seal = client.seal(proposal.key(), Subject.DECISION, said);
    assertThat(client.stands(proposal.key(), Subject.DECISION, said, seal)).isTrue();
    assertThat(client.stands(proposal.key(), Subject.VERDICT, said, seal)).isFalse();
  }

  @Test
  void nobodyElseMayEnterItsFolder() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");
    server.close();
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> open(Optional.empty())).hasMessageContaining("chmod 700");
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aProcessOfAnotherUserIsTurnedAway() {
    server.close();
    server = open(Optional.of("somebody-else"));
    assertThatThrownBy(() -> client.accounts())
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNER_UNAVAILABLE));
  }

  @Test
  void aSignerThatIsNotThereIsAnUnknownOutcomeAndNoFailure() {
    server.close();
    assertThatThrownBy(() -> client.accounts())
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.SIGNER_UNAVAILABLE))
        .hasMessageContaining("not known whether");
  }

  @Test
  void aSignerThatDoesNotAnswerIsWaitedForOnlySoLong() throws IOException {
    Path silent = folder.resolve("silent.sock");
    try (var listener =
            java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(silent));
        SignerClient impatient = new SignerClient(silent, Duration.ofMillis(200))) {
      assertThatThrownBy(impatient::accounts).isInstanceOf(PrytanyException.class);
      assertThat(listener.isOpen()).isTrue();
    }
  }

  @Test
  void whoFindsNoPlaceWaitsUntilOthersAreDone() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        silent.add(channel);
        channel.connect(UnixDomainSocketAddress.of(socket));
      }
      CompletableFuture<Set<Address>> asked = CompletableFuture.supplyAsync(client::accounts);
      for (SocketChannel channel : silent) {
        channel.write(ByteBuffer.allocate(4).putInt(Frames.LARGEST).flip());
        channel.close();
      }
      assertThat(asked.get()).isNotEmpty();
    } finally {
      for (SocketChannel channel : silent) {
        channel.close();
      }
    }
  }

  @Test
  void nonsenseIsAnsweredOrCutOffAndTheNextIsServed() throws IOException {
    for (String nonsense :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"form\":2}",
            "{\"form\":1,\"what\":\"ACCOUNTS\",\"body\":{}}",
            "{\"form\":2,\"what\":\"STEAL\",\"body\":{}}",
            "{\"form\":2,\"what\":\"SIGN\",\"body\":{}}",
            "{\"form\":2,\"what\":\"SEAL\",\"body\":{\"proposal\":null}}",
            "{\"form\":2,\"what\":\"ACCOUNTS\",\"body\":{},\"class\":\"java.lang.Runtime\"}",
            "[".repeat(5_000))) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        Frames.write(channel, nonsense.getBytes(StandardCharsets.UTF_8));
        Answer answer = WireJson.read(Frames.read(channel), Answer.class);
        assertThat(answer.failure()).as(nonsense).isPresent();
      }
    }
    for (int length : new int[] {-1, Integer.MAX_VALUE, Frames.LARGEST + 1}) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(4).putInt(length).flip());
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
    assertThat(client.accounts()).isNotEmpty();
  }
}
