package org.prytany.signer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Seen;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * What a strategy was told goes with a decision, and no seal covers it: with it or without, the
 * signer reads the same decision.
 */
class SeenOverTheWireTest {

  @Test
  void a_decision_with_what_was_seen_is_read_and_its_seal_is_the_same() {
    Decided plain =
        new Decided(
            new VoteDecision.Cast(Support.FOR, "rule", "reason"),
            "policy 1",
            "0x" + "1".repeat(64),
            21,
            BigInteger.TEN,
            Instant.parse("2026-11-23T09:00:00Z"));
    Decided told =
        plain.having(
            new Seen(
                7,
                BigInteger.TWO.pow(200),
                BigInteger.ONE,
                BigInteger.ZERO,
                Optional.of(BigInteger.TEN),
                Optional.of(new Circumstances.History(4, 3, 2, 1))));
    assertThat(WireJson.read(WireJson.bytes(told), Decided.class)).isEqualTo(told);
    assertThat(WireJson.read(WireJson.bytes(plain), Decided.class)).isEqualTo(plain);
    assertThat(told.canonical()).isEqualTo(plain.canonical());
  }

  /** Attack: other shares under the same seal. */
  @Test
  void a_decision_in_parts_is_read_with_its_shares_and_sealed_with_them() {
    Decided split = parted(new Shares(6_000, 4_000, 0));
    assertThat(WireJson.read(WireJson.bytes(split), Decided.class)).isEqualTo(split);
    assertThat(split.canonical()).isNotEqualTo(parted(new Shares(4_000, 6_000, 0)).canonical());
    assertThat(split.canonical()).isNotEqualTo(parted(new Shares(6_000, 0, 4_000)).canonical());
  }

  private static Decided parted(Shares shares) {
    return new Decided(
        new VoteDecision.Split(shares, "rule", "reason"),
        "policy 1",
        "0x" + "1".repeat(64),
        21,
        BigInteger.TEN,
        Instant.parse("2026-11-23T09:00:00Z"));
  }
}
