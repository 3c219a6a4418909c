package org.prytany.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.app.feed.OffChainTest;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.poll.Poll;

/** When votes off chain changed, by the log. */
class HistoryTest {

  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final List<AuditEntry> entries = new ArrayList<>();
  private int reads;
  private final History history =
      new History(
          new AuditRepository() {
            @Override
            public Optional<AuditEntry> last() {
              return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
            }

            @Override
            public boolean append(AuditEntry entry) {
              return entries.add(entry);
            }

            @Override
            public List<AuditEntry> from(long sequence, int limit) {
              reads++;
              return entries.stream()
                  .filter(entry -> entry.sequence() >= sequence)
                  .limit(limit)
                  .toList();
            }
          });

  private void noted(String act, Poll poll) {
    entries.add(
        new AuditEntry(
            entries.size() + 1,
            AT.plusSeconds(entries.size()),
            "server",
            act,
            poll.key(),
            new TreeMap<>(),
            AuditEntry.GENESIS,
            AuditEntry.GENESIS));
  }

  @Test
  void theLogIsReadOnceHoweverManyVotesAreAskedFor() {
    List<Poll> polls =
        IntStream.range(0, 300).mapToObj(i -> OffChainTest.poll("A " + i, "Pay.")).toList();
    polls.subList(0, 299).forEach(poll -> noted("poll.read", poll));
    Function<Poll, Optional<Instant>> changes = history.lastChanges();
    for (int i = 0; i < 299; i++) {
      assertThat(changes.apply(polls.get(i))).contains(AT.plusSeconds(i));
    }
    assertThat(changes.apply(polls.getLast())).isEmpty();
    assertThat(reads).isEqualTo(1);

    noted("poll.decided", polls.getFirst());
    assertThat(history.lastChanges().apply(polls.getFirst())).contains(AT.plusSeconds(299));
    assertThat(reads).isEqualTo(2);
  }
}
