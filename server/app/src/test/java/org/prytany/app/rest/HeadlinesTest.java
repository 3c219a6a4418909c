package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.governance.proposal.Proposal;

/** Asking for the log's titles again and again reads no proposal again. */
class HeadlinesTest {

  private final Headlines headlines = new Headlines();
  private final AtomicInteger read = new AtomicInteger();

  private Optional<String> headline(Proposal stored) {
    return headlines.of(
        stored.key(),
        stored.version(),
        () -> {
          read.incrementAndGet();
          return Optional.of(stored);
        });
  }

  @Test
  void aProposalIsReadOnceForEachOfItsVersions() {
    Proposal first = Samples.fresh(1, "# A grant\n\nWe pay 5 USDX.");
    for (int i = 0; i < 1_000; i++) {
      assertThat(headline(first)).contains("A grant");
    }
    assertThat(read).hasValue(1);

    Proposal later =
        Samples.digested(first, "Another headline", "We pay 5 USDX.")
            .change()
            .version(first.version() + 1)
            .build();
    assertThat(headline(later)).contains("Another headline");
    assertThat(read).hasValue(2);
  }

  @Test
  void noMoreAreKeptThanABoundAndThoseUsedLastStay() {
    for (int i = 0; i <= Headlines.MOST_KEPT; i++) {
      headline(Samples.fresh(i, "# A grant"));
    }
    read.set(0);

    headline(Samples.fresh(Headlines.MOST_KEPT, "# A grant"));
    assertThat(read).hasValue(0);
    headline(Samples.fresh(0, "# A grant"));
    assertThat(read).hasValue(1);
  }

  @Test
  void whatIsGoneMeanwhileHasNone() {
    Proposal gone = Samples.fresh(1, "# A grant");

    assertThat(headlines.of(gone.key(), 1, Optional::empty)).isEmpty();
  }
}
