package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.feed.FeedKind;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/** Feeds are fetched again and again: how many proposals are read for it. */
class FeedPickTest {

  private static final Instant NOW = Samples.PROPOSED.plusSeconds(1_000);

  private final FeedPick pick = new FeedPick();
  private final Map<ProposalKey, Proposal> stored = new HashMap<>();
  private final Map<ProposalKey, Instant> changes = new HashMap<>();
  private int read;

  private Proposal store(Proposal proposal) {
    stored.put(proposal.key(), proposal);
    return proposal;
  }

  private List<String> feed(FeedKind kind, Set<ProposalKey> now) {
    return pick
        .newest(
            stored.values().stream().map(ProposalSummary::of).toList(),
            its -> {
              read++;
              return Optional.ofNullable(stored.get(its.key()));
            },
            new FeedPick.Asked(kind, now, key -> Optional.ofNullable(changes.get(key)), NOW, 50))
        .stream()
        .map(picked -> picked.summary().key().proposalId().toString())
        .toList();
  }

  @Test
  void whatWasReadForAFeedIsNotReadAgainUntilItChanges() {
    for (int i = 0; i < 200; i++) {
      store(Samples.fresh(i, "# A grant"));
    }
    assertThat(feed(FeedKind.PROPOSALS, Set.of())).hasSize(50);
    read = 0;
    Proposal last = stored.get(Samples.fresh(7, "# A grant").key());
    changes.put(last.key(), NOW);

    assertThat(feed(FeedKind.PROPOSALS, Set.of())).hasSize(50).startsWith("7");
    assertThat(feed(FeedKind.STOPPED, Set.of())).isEmpty();
    assertThat(read).isZero();

    store(
        Samples.in(last, ProposalState.EXECUTED, 101, OptionalLong.empty())
            .change()
            .version(last.version() + 1)
            .build());
    assertThat(feed(FeedKind.PAYOUTS, Set.of())).containsExactly("7");
    assertThat(read).isEqualTo(1);
  }

  @Test
  void whatIsStoppedIsSaidByTheMomentAlone() {
    Proposal one =
        store(Samples.judged(Samples.fresh(1, "# A grant"), List.of(), Samples.red("Ten times.")));
    store(Samples.judged(Samples.fresh(2, "# B"), List.of(), Samples.red("Ten times.")));

    assertThat(feed(FeedKind.STOPPED, Set.of(one.key()))).containsExactly("1");
    assertThat(feed(FeedKind.STOPPED, Set.of())).as("lifted, or over").isEmpty();
  }

  @Test
  void whereNobodyIsWaitedForNothingIsRead() {
    Proposal one = store(Samples.fresh(1, "# A grant"));
    store(Samples.fresh(2, "# A grant"));

    assertThat(feed(FeedKind.WAITING, Set.of())).isEmpty();
    assertThat(read).isZero();
    assertThat(feed(FeedKind.WAITING, Set.of(one.key()))).containsExactly("1");
    assertThat(read).isEqualTo(1);
  }
}
