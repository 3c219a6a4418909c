package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.governance.act.ActKind.QUEUE;
import static org.prytany.governance.act.ActKind.VOTE;
import static org.prytany.signerd.guard.GuardWorld.ANCHORER;
import static org.prytany.signerd.guard.GuardWorld.EXECUTOR;
import static org.prytany.signerd.guard.GuardWorld.GWEI;
import static org.prytany.signerd.guard.GuardWorld.NOW;
import static org.prytany.signerd.guard.GuardWorld.VOTER;
import static org.prytany.signerd.guard.GuardWorld.address;
import static org.prytany.signerd.guard.GuardWorld.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.signer.RevokedKeys;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;

/**
 * Invariant: a key that may only vote signs votes of its DAOs, before its end by the chain's clock
 * and by this machine's, and nothing else; a revoked key signs nothing, whatever the server, the
 * files or a restart say later. The server's request is right in every other respect throughout.
 */
class BoundedKeyTest {

  private static final Instant END = NOW.plus(Duration.ofDays(30));

  @TempDir Path folder;
  GuardWorld world;
  Proposal honest;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    bound("voting", VOTER, Set.of("demo"), END);
    honest = world.honest(content());
    world.approve(honest);
    world.ready(VOTE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Path revoked() {
    return RevokedKeys.in(world.journalFolder());
  }

  private void bound(String name, ECKeyPair key, Set<String> daos, Instant until) {
    world.keyRules =
        new KeyRules(
            Map.of(name, address(key), "paying", address(EXECUTOR)),
            List.of(new KeyRules.Bound(name, address(key), daos, until)),
            Optional.of(revoked()));
    world.start(false);
  }

  private static void refused(FailureCode code, String why, ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            PrytanyException.class, failure -> assertThat(failure.code()).isEqualTo(code))
        .hasMessageContaining(why);
  }

  private long signatures() {
    return world.lines().stream().filter(line -> line.what() instanceof Recorded.Signed).count();
  }

  @Test
  void itVotesUntilItsLastSecond() {
    world.now = END.minusSeconds(1);
    world.chain.time = END.minusSeconds(1).getEpochSecond();
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(7);
    assertThat(world.guard.bounds())
        .containsExactly(
            new KeyBounds(
                "voting",
                address(VOTER),
                true,
                Set.of("demo"),
                Optional.of(END),
                Optional.empty()));
  }

  /** Attack: the machine's clock is set back. */
  @Test
  void theChainsClockEndsIt() {
    world.chain.time = END.getEpochSecond();
    refused(
        FailureCode.KEY_ENDED,
        "key 'voting' of " + address(VOTER) + " ended at " + END,
        () -> world.guard.sign(world.request(VOTE, honest)));
    assertThat(signatures()).isZero();
  }

  /** Attack: the endpoint says that no time passes. */
  @Test
  void theMachinesClockEndsItToo() {
    world.now = END;
    refused(
        FailureCode.KEY_ENDED,
        "and it is " + END,
        () -> world.guard.sign(world.request(VOTE, honest)));
    assertThat(signatures()).isZero();
  }

  @Test
  void afterItsEndNoVoteOfItIsPricedAnew() {
    world.guard.sign(world.request(VOTE, honest));
    world.now = END;
    refused(
        FailureCode.KEY_ENDED,
        "ended",
        () -> world.guard.sign(world.request(VOTE, honest, GWEI.shiftLeft(2))));
    assertThat(signatures()).isEqualTo(1);
  }

  /** Attack: it is named as executor as well, in the file that the server reads. */
  @Test
  void itNeitherQueuesNorPays() {
    bound("voting", EXECUTOR, Set.of("demo"), END);
    honest = world.honest(content());
    for (var kind : List.of(QUEUE, EXECUTE)) {
      world.ready(kind);
      refused(
          FailureCode.KEY_BOUNDED,
          "may only vote, and this is to " + kind.name().toLowerCase(java.util.Locale.ROOT),
          () -> world.guard.sign(world.request(kind, honest)));
    }
    assertThat(signatures()).isZero();
  }

  @Test
  void itVotesInNoOtherDao() {
    bound("voting", VOTER, Set.of("another"), END);
    refused(
        FailureCode.KEY_BOUNDED,
        "may not vote in DAO 'demo', but in [another]",
        () -> world.guard.sign(world.request(VOTE, world.honest(content()))));
    assertThat(signatures()).isZero();
  }

  @Test
  void itAnchorsNothing() {
    bound("voting", ANCHORER, Set.of("demo"), END);
    refused(
        FailureCode.KEY_BOUNDED,
        "may only vote, and this is to anchor",
        () -> world.anchors.anchor(GuardWorld.anchor(5, GWEI)));
  }

  /** Taking back gives nothing away: what was decided otherwise must not be mined later. */
  @Test
  void aVoteOfItIsTakenBackAlsoAfterItsEnd() throws IOException {
    SigningRequest request = world.request(VOTE, honest);
    Act.Submission signed = world.guard.sign(request);
    world.now = END.plusSeconds(1);
    RevokedKeys.add(revoked(), "voting");
    Act.Submission back =
        world.guard.cancel(
            GuardWorld.act(request), GuardWorld.giveUp(GuardWorld.act(request), GWEI.shiftLeft(2)));
    assertThat(back.nonce()).isEqualTo(signed.nonce());
  }

  /** Attack: taking back is asked for an act that it never signed. */
  @Test
  void nothingIsTakenBackThatItNeverSigned() {
    Act act = GuardWorld.act(world.request(VOTE, honest));
    assertThatThrownBy(() -> world.guard.cancel(act, GuardWorld.giveUp(act, GWEI)))
        .hasMessageContaining("nothing was ever signed for this act");
  }

  // revoking

  @Test
  void aRevocationHoldsFromTheNextSignatureOnWithoutARestart() throws IOException {
    world.guard.sign(world.request(VOTE, honest));
    RevokedKeys.add(revoked(), "voting");
    refused(
        FailureCode.KEY_REVOKED,
        "key 'voting' of " + address(VOTER) + " was revoked at " + NOW,
        () -> world.guard.sign(world.request(VOTE, honest, GWEI.shiftLeft(2))));
    assertThat(world.guard.bounds().getFirst().revokedAt()).contains(NOW);
  }

  /** Attack: the line is taken away, the bound is removed, the signer starts again. */
  @Test
  void aRevocationIsNotUndone() throws IOException {
    RevokedKeys.add(revoked(), "voting");
    world.guard.look();
    Files.delete(revoked());
    world.keyRules =
        new KeyRules(
            Map.of("renamed", address(VOTER), "paying", address(EXECUTOR)),
            List.of(),
            Optional.of(revoked()));
    world.start(false);
    refused(
        FailureCode.KEY_REVOKED,
        "was revoked",
        () -> world.guard.sign(world.request(VOTE, honest)));
    assertThat(signatures()).isZero();
  }

  @Test
  void aKeyWithoutBoundsIsRevokedAsWellAndOthersGoOn() throws IOException {
    RevokedKeys.add(revoked(), address(EXECUTOR).hex());
    world.guard.sign(world.request(VOTE, honest));
    world.ready(EXECUTE);
    refused(
        FailureCode.KEY_REVOKED,
        "was revoked",
        () -> world.guard.sign(world.request(EXECUTE, honest)));
  }

  /** Whoever wrote that line meant to revoke something. */
  @Test
  void aLineThatNamesNoKeyStopsEverythingUntilItIsMended() throws IOException {
    Files.writeString(revoked(), "votign");
    refused(
        FailureCode.SIGNER_UNAVAILABLE,
        "'votign', which is no key",
        () -> world.guard.sign(world.request(VOTE, honest)));
    RevokedKeys.add(revoked(), "paying");
    assertThat(RevokedKeys.read(revoked())).containsExactly("votign", "paying");
    Files.writeString(revoked(), "x".repeat(500));
    assertThatThrownBy(() -> world.guard.sign(world.request(VOTE, honest)))
        .hasMessageContaining("'" + "x".repeat(80) + "...'")
        .hasMessageNotContaining(revoked().toString());
    Files.writeString(revoked(), "");
    assertThat(world.guard.sign(world.request(VOTE, honest)).nonce()).isEqualTo(7);
  }

  /** Attack on the operator's memory: the name stays revoked, and a new key must not be hit. */
  @Test
  void theNameOfARevokedKeyIsNotGivenToAnother() throws IOException {
    RevokedKeys.add(revoked(), "voting");
    world.guard.look();
    Address other = new Address("0x" + "77".repeat(20));
    world.keyRules = new KeyRules(Map.of("voting", other), List.of(), Optional.of(revoked()));
    assertThatThrownBy(() -> world.start(false))
        .hasMessageContaining("give the new key another name");
    world.keyRules = new KeyRules(Map.of("second", other), List.of(), Optional.of(revoked()));
    world.start(false);
    assertThat(world.guard.bounds()).extracting(KeyBounds::name).containsExactly("voting");
  }
}
