package org.prytany.governance.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/** Who was a treasurer, and until when. */
class TreasurerJournalTest {

  private static final Address STAYS = World.TREASURER_A;
  private static final Address GOES = World.TREASURER_B;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Instant now = START;
  private final TreasurerJournal journal =
      new TreasurerJournal(new JournalEntries.InMemory(), SignatureCheck.TRUSTED, () -> now);

  private Roster at(Instant moment, Address... treasurers) {
    now = moment;
    Dao dao = dao(Set.of(treasurers));
    journal.list(dao);
    return journal.roster(dao);
  }

  @Test
  void itIsKeptWhereTheListingOfATreasurerEnded() {
    at(START, STAYS, GOES);
    Instant left = START.plusSeconds(60);
    Roster roster = at(left, STAYS);

    assertThat(roster.hadEnded(GOES, 1, left)).isTrue();
    assertThat(roster.hadEnded(GOES, 1, left.minusSeconds(1))).as("not yet").isFalse();
    assertThat(roster.hadEnded(STAYS, 1, left)).isFalse();

    Roster again = at(left.plusSeconds(60), STAYS, GOES);
    assertThat(again.hadEnded(GOES, 1, now)).as("what was kept before").isTrue();
    assertThat(again.hadEnded(GOES, 3, now)).as("what was kept afterwards").isFalse();
  }

  @Test
  void whereWhatWasKeptMayBeLostEveryListingEnded() {
    at(START, STAYS, GOES);
    now = START.plusSeconds(60);
    journal.restart(dao(Set.of(STAYS, GOES)), 2);
    Roster roster = at(now, STAYS, GOES);

    assertThat(roster.hadEnded(STAYS, 1, now)).isTrue();
    assertThat(roster.hadEnded(STAYS, 3, now)).isFalse();
  }

  private static Dao dao(Set<Address> treasurers) {
    return new Dao(
        "demo",
        "Demo",
        31337,
        World.address(0x60),
        World.address(0x70),
        0,
        Optional.empty(),
        Optional.of(World.EXECUTOR),
        treasurers,
        1,
        Set.of(),
        Map.of());
  }
}
