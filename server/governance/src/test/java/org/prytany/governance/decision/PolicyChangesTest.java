package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.PolicyConfirmation;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * The invariant: rules come into force while the server runs only if an operator signed the hash of
 * exactly their file, in place of exactly the rules in force, within the hour, and once. Whatever
 * else is brought, the old rules stay and no act is recorded.
 */
class PolicyChangesTest {

  private static final Address OPERATOR = new Address("0x" + "31".repeat(20));
  private static final String OLD = "a".repeat(64);
  private static final String NEW = "b".repeat(64);
  private static final String GOOD = "0x01";

  private final World world = new World();
  private final List<String> adopted = new ArrayList<>();
  private Optional<ChangedRules> waiting = Optional.of(new ChangedRules(NEW, OLD, ""));
  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private final PolicyChanges changes;

  PolicyChangesTest() {
    world.strategy = Optional.of(new Rules());
    changes =
        new PolicyChanges(
            world,
            Set.of(OPERATOR),
            (chainId, account, digest, signature) -> signature.equals(GOOD),
            world.audit,
            () -> now);
  }

  private final class Rules implements VoteStrategy {
    @Override
    public String id() {
      return "rules";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public VoteDecision decide(VotingSituation situation) {
      throw new UnsupportedOperationException("nothing is decided here");
    }

    @Override
    public Optional<ChangedRules> changed() {
      return waiting;
    }

    @Override
    public void adopt(String sha256) {
      adopted.add(sha256);
      waiting = Optional.empty();
    }
  }

  private PolicyConfirmation signed() {
    PolicyConfirmation asked = changes.prepare(world.dao, OPERATOR);
    return with(asked.sha256(), asked.replaces(), OPERATOR, asked.expiry(), GOOD);
  }

  private PolicyConfirmation with(
      String sha256, String replaces, Address by, long expiry, String signature) {
    return new PolicyConfirmation(
        world.dao.chainId(), world.dao.governor(), sha256, replaces, by, expiry, signature);
  }

  @Test
  void what_an_operator_signed_comes_into_force_and_is_recorded() {
    changes.confirm(signed());
    assertThat(adopted).containsExactly(NEW);
    assertThat(world.store.audit.acts()).contains("policy.confirmed", "policy.in-force");
    assertThat(changes.waiting()).isEmpty();
  }

  @Test
  void nothing_else_does() {
    long soon = now.getEpochSecond() + 60;
    assertRefused(with(NEW, OLD, World.STRANGER, soon, GOOD), "is no operator");
    assertRefused(with(NEW, OLD, OPERATOR, soon, "0x02"), "signature is not");
    assertRefused(with(OLD, OLD, OPERATOR, soon, GOOD), "another file");
    assertRefused(with(NEW, NEW, OPERATOR, soon, GOOD), "Other rules are in force");
    assertRefused(with(NEW, OLD, OPERATOR, now.getEpochSecond(), GOOD), "expired");
    assertRefused(with(NEW, OLD, OPERATOR, soon + 86_400, GOOD), "longer than an hour");
    waiting = Optional.of(new ChangedRules(NEW, OLD, "line 3: nonsense"));
    assertRefused(with(NEW, OLD, OPERATOR, soon, GOOD), "cannot be used. line 3: nonsense");
    waiting = Optional.empty();
    assertRefused(with(NEW, OLD, OPERATOR, soon, GOOD), "No changed policy file");
  }

  /** A file goes back and forth: what was signed once for the way there is none for the second. */
  @Test
  void a_confirmation_counts_once() {
    PolicyConfirmation once = signed();
    changes.confirm(once);
    waiting = Optional.of(new ChangedRules(NEW, OLD, ""));
    assertThatThrownBy(() -> changes.confirm(once)).hasMessageContaining("used already");
    now = now.plusSeconds(3_601);
    assertThatThrownBy(() -> changes.confirm(once)).hasMessageContaining("expired");
    assertThat(adopted).hasSize(1);
  }

  private void assertRefused(PolicyConfirmation confirmation, String why) {
    assertThatThrownBy(() -> changes.confirm(confirmation))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
    assertThat(adopted).isEmpty();
    assertThat(world.store.audit.acts()).doesNotContain("policy.confirmed", "policy.in-force");
  }
}
