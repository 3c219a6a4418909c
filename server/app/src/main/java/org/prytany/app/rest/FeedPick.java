package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.app.feed.FeedEntry;
import org.prytany.app.feed.FeedKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.ProposalKey;

/**
 * Which proposals a feed has, found by a little that is kept of each, so that only these are read
 * whole again.
 */
@ApplicationScoped
public class FeedPick {

  static final int MOST_KEPT = 10_000;

  private final OncePerVersion<ProposalKey, Proposal, Little> known =
      new OncePerVersion<>(MOST_KEPT, Proposal::version, Little::of);

  /**
   * What decides whether a feed has a proposal, and where.
   *
   * @param kinds of feeds that take it, whatever the moment says
   * @param changed when its digest was made or somebody stated something, whichever was last
   */
  private record Little(
      Set<FeedKind> kinds, Optional<Instant> published, Optional<Instant> changed) {

    static Little of(Proposal proposal) {
      return new Little(
          Arrays.stream(FeedKind.values())
              .filter(kind -> kind.takes(proposal, Set.of()))
              .collect(Collectors.toUnmodifiableSet()),
          proposedAt(proposal),
          Stream.concat(
                  proposal.digest().map(digested -> digested.madeAt()).stream(),
                  proposal.statements().stream()
                      .map(TreasurerStatement::receivedAt)
                      .flatMap(Optional::stream))
              .max(Comparator.naturalOrder()));
    }
  }

  /** A proposal of a feed, and when it was last changed. */
  record Picked(ProposalSummary summary, Instant updated) {

    private String id() {
      return FeedEntry.idOf(summary.key(), summary.contentHash());
    }
  }

  /**
   * What is asked for.
   *
   * @param now proposals that a feed of what is stopped or waits has
   * @param lastChange of a proposal by the log
   * @param clock a chain that runs ahead proposes in our future, and what changed is in our past
   */
  record Asked(
      FeedKind kind,
      Set<ProposalKey> now,
      Function<ProposalKey, Optional<Instant>> lastChange,
      Instant clock,
      int most) {}

  /** When it was proposed, by the chain's clock. */
  static Optional<Instant> proposedAt(Proposal proposal) {
    var at = proposal.content().proposedAt();
    return at.isPresent() ? Optional.of(Instant.ofEpochSecond(at.getAsLong())) : Optional.empty();
  }

  /** What changed last first. */
  List<Picked> newest(
      List<ProposalSummary> summaries,
      Function<ProposalSummary, Optional<Proposal>> whole,
      Asked asked) {
    return summaries.stream()
        .flatMap(its -> picked(its, whole, asked).stream())
        .sorted(Comparator.comparing(Picked::updated).reversed().thenComparing(Picked::id))
        .limit(asked.most())
        .toList();
  }

  private Optional<Picked> picked(
      ProposalSummary its, Function<ProposalSummary, Optional<Proposal>> whole, Asked asked) {
    boolean ofNow = asked.kind().isOfNow();
    if (ofNow && !asked.now().contains(its.key())) {
      return Optional.empty();
    }
    return known
        .of(its.key(), its.version(), () -> whole.apply(its))
        .filter(little -> ofNow || little.kinds().contains(asked.kind()))
        .map(little -> new Picked(its, updated(its.key(), little, asked)));
  }

  private static Instant updated(ProposalKey key, Little little, Asked asked) {
    return Stream.of(
            asked.lastChange().apply(key),
            little.changed(),
            little.published().filter(at -> !at.isAfter(asked.clock())))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
