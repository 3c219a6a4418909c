package org.prytany.governance.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/** What was seen first is what later looks are held against, by whichever server. */
class PostureWatchTest {
  private static final Address SAFE = World.address(0x5a);
  private static final Address OTHER = World.address(0x5b);

  private final World world = new World();
  private final List<Posture.Fact> facts = new ArrayList<>();
  private int reads;

  private final PostureReader reader =
      dao -> {
        reads++;
        return new Posture(1, facts, List.of());
      };

  private PostureWatch watch = started();

  private PostureWatch started() {
    return new PostureWatch(reader, new AuditLog(world.store.audit, world.clock), world.clock);
  }

  private void set(Address account, String what, String value) {
    facts.removeIf(fact -> fact.account().equals(account) && fact.what().equals(what));
    facts.add(new Posture.Fact(account, what, value));
  }

  private boolean isChanged(Dao dao) {
    watch.look(dao, Duration.ZERO);
    return watch.changed(dao).isPresent();
  }

  @Test
  void theFirstLookIsNoChangeAndNeitherIsTheSameAgain() {
    set(SAFE, "Safe threshold", "2");

    assertThat(isChanged(world.dao)).isFalse();
    assertThat(isChanged(world.dao)).isFalse();
    assertThat(world.store.audit.acts().stream().filter("posture.seen"::equals)).hasSize(1);
  }

  @Test
  void whatIsNotAsItWasIsSaidAlsoByAServerThatStartsAnew() {
    set(SAFE, "Safe threshold", "2");
    watch.look(world.dao, Duration.ZERO);
    set(SAFE, "Safe threshold", "1");
    watch = started();

    assertThat(isChanged(world.dao)).isTrue();
    assertThat(watch.changed(world.dao).orElseThrow().what())
        .isEqualTo("Safe threshold of " + SAFE + " was 2 and is 1.");
    watch = started();
    assertThat(isChanged(world.dao)).isTrue();
    assertThat(world.store.audit.acts().stream().filter("posture.changed"::equals)).hasSize(1);
  }

  @Test
  void anAccountThatIsListedOnlyNowHasNotChanged() {
    set(SAFE, "Safe threshold", "2");
    watch.look(world.dao, Duration.ZERO);
    set(OTHER, "Safe threshold", "1");

    assertThat(isChanged(world.dao)).isFalse();
    set(OTHER, "Safe threshold", "3");
    assertThat(isChanged(world.dao)).isTrue();
  }

  @Test
  void whatIsNotKnownForAWhileIsHeldAgainstWhatWasKnownBefore() {
    set(SAFE, "PROPOSER_ROLE", "0x01");
    watch.look(world.dao, Duration.ZERO);
    set(SAFE, "PROPOSER_ROLE", Posture.NOT_KNOWN);
    assertThat(isChanged(world.dao)).isFalse();
    set(SAFE, "PROPOSER_ROLE", "0x01");
    assertThat(isChanged(world.dao)).isFalse();
    set(SAFE, "PROPOSER_ROLE", Posture.NOT_KNOWN);
    watch.look(world.dao, Duration.ZERO);
    set(SAFE, "PROPOSER_ROLE", "0x02");
    assertThat(isChanged(world.dao)).isTrue();
  }

  @Test
  void whatIsToldNoMoreHasChanged() {
    set(SAFE, "Safe owners", "0x01");
    set(SAFE, "Safe threshold", "1");
    watch.look(world.dao, Duration.ZERO);
    facts.removeIf(fact -> fact.what().equals("Safe owners"));

    assertThat(isChanged(world.dao)).isTrue();
  }

  @Test
  void whatWasSeenJustNowIsNotReadAgain() {
    watch.look(world.dao, Duration.ofSeconds(30));
    watch.look(world.dao, Duration.ofSeconds(30));
    assertThat(reads).isEqualTo(1);
    world.chain.time += 31;
    watch.look(world.dao, Duration.ofSeconds(30));
    assertThat(reads).isEqualTo(2);
    assertThat(Set.copyOf(world.store.audit.acts())).doesNotContain("posture.changed");
  }
}
