package org.prytany.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.spi.Address;

class VoteKeysTest {

  private static final Address VOTER = new Address("0x" + "11".repeat(20));
  private static final Instant END = Instant.parse("2027-06-30T00:00:00Z");

  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          new Address("0x" + "22".repeat(20)),
          new Address("0x" + "33".repeat(20)),
          0,
          Optional.of(VOTER),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          Map.of());

  private Instant now = END.minus(Duration.ofDays(3));
  private Optional<PrytanyException> down = Optional.empty();
  private List<KeyBounds> said =
      List.of(
          new KeyBounds("season", VOTER, true, Set.of("demo"), Optional.of(END), Optional.empty()),
          new KeyBounds(
              "elsewhere",
              new Address("0x" + "99".repeat(20)),
              true,
              Set.of("demo"),
              Optional.of(END),
              Optional.empty()));

  private final VoteKeys keys =
      new VoteKeys(
          () -> {
            if (down.isPresent()) {
              throw down.get();
            }
            return said;
          },
          DaoDirectory.of(List.of(DAO)),
          () -> now);

  /** Invariant: a server that cannot vote any more does not say that it is ready. */
  @Test
  void aKeyThatLastsIsAFactAndOneThatIsOverIsMissing() {
    keys.refresh();
    assertThat(keys.over()).isEmpty();
    assertThat(keys.running()).hasSize(1);
    assertThat(keys.running().get("key of demo voter")).contains("3 days are left");
    assertThat(keys.voter(DAO)).map(KeyBounds::name).contains("season");

    now = END;
    assertThat(keys.running()).isEmpty();
    assertThat(keys.over()).hasSize(1);
    assertThat(keys.over().get("key of demo voter")).contains("ended at " + END);
  }

  @Test
  void whileTheSignerDoesNotAnswerWhatItSaidLastStays() {
    keys.refresh();
    down = Optional.of(new PrytanyException(FailureCode.SIGNER_UNAVAILABLE, "no"));
    assertThatThrownBy(keys::refresh).isSameAs(down.get());
    now = END;
    assertThat(keys.over()).hasSize(1);
  }

  @Test
  void anExecutorsRevokedKeyIsMissingToo() {
    Dao pays =
        new Dao(
            "demo",
            "Demo",
            31337,
            DAO.governor(),
            DAO.treasury(),
            0,
            Optional.empty(),
            Optional.of(VOTER),
            Set.of(),
            1,
            Set.of(),
            Map.of());
    said =
        List.of(
            new KeyBounds("paying", VOTER, false, Set.of(), Optional.empty(), Optional.of(now)));
    VoteKeys its = new VoteKeys(() -> said, DaoDirectory.of(List.of(pays)), () -> now);
    its.refresh();
    assertThat(its.over().get("key of demo executor")).contains("was revoked at " + now);
    assertThat(its.voter(pays)).isEmpty();
  }
}
