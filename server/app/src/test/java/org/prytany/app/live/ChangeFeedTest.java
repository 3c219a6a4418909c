package org.prytany.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

class ChangeFeedTest {

  private static final Address GOVERNOR = new Address("0x00000000000000000000000000000000000000aa");
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 31337, GOVERNOR, GOVERNOR);
  private static final ProposalKey KEY = new ProposalKey(31337, GOVERNOR, BigInteger.TEN);

  private final ChangeFeed feed = new ChangeFeed(DaoDirectory.of(List.of(DAO)), 2, 2);

  /** Remembers what it was told. */
  private static class Page implements ChangeFeed.Listener {
    final List<ChangeFeed.Change> changes = new ArrayList<>();
    boolean closed;

    @Override
    public void changed(ChangeFeed.Change change) {
      changes.add(change);
    }

    @Override
    public void stillHere() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void everyPageIsToldOfAChange() {
    Page one = new Page();
    Page two = new Page();
    feed.join("client 1", one);
    feed.join("client 2", two);

    feed.changed(KEY, "digest");

    assertThat(one.changes).containsExactly(new ChangeFeed.Change("demo", "10", "digest"));
    assertThat(two.changes).hasSize(1);
  }

  @Test
  void placesAreLimitedAndFreedAgain() {
    long first = feed.join("client 3", new Page()).orElseThrow();
    assertThat(feed.join("client 4", new Page())).isPresent();
    assertThat(feed.join("client 5", new Page())).isEmpty();

    feed.leave(first);
    feed.leave(first);
    assertThat(feed.join("client 6", new Page())).isPresent();
    assertThat(feed.join("client 7", new Page())).isEmpty();
  }

  @Test
  void aPageThatFailsIsLetGoAndTheOthersAreTold() {
    Page failing =
        new Page() {
          @Override
          public void changed(ChangeFeed.Change change) {
            throw new IllegalStateException("gone");
          }
        };
    Page well = new Page();
    feed.join("client 8", failing);
    feed.join("client 9", well);

    feed.changed(KEY, "ballot");

    assertThat(well.changes).hasSize(1);
    assertThat(failing.closed).isTrue();
    assertThat(feed.size()).isEqualTo(1);
  }

  @Test
  void theEndOfTheServerEndsEveryPage() {
    Page page = new Page();
    feed.join("client 10", page);

    feed.close();

    assertThat(page.closed).isTrue();
    assertThat(feed.size()).isZero();
  }

  @Test
  void oneClientWithTooManyPagesLosesItsOldestAndNobodyElseLosesAny() {
    ChangeFeed all = new ChangeFeed(DaoDirectory.of(List.of(DAO)), 10, 3);
    Page other = new Page();
    all.join("other", other);
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Page page = new Page();
      pages.add(page);
      assertThat(all.join("greedy", page)).isPresent();
    }

    assertThat(pages.stream().map(page -> page.closed))
        .containsExactly(true, true, false, false, false);
    assertThat(other.closed).isFalse();
    assertThat(all.size()).isEqualTo(4);
  }

  @Test
  void whenAllPlacesAreTakenTheOneWithMostMakesRoomForOneWithNone() {
    ChangeFeed all = new ChangeFeed(DaoDirectory.of(List.of(DAO)), 3, 3);
    Page oldest = new Page();
    all.join("greedy", oldest);
    all.join("greedy", new Page());
    all.join("greedy", new Page());

    assertThat(all.join("second", new Page())).isPresent();
    assertThat(oldest.closed).isTrue();
    assertThat(all.join("third", new Page())).isPresent();
    assertThat(all.join("fourth", new Page())).as("everybody has one").isEmpty();
    assertThat(all.size()).isEqualTo(3);
  }
}
