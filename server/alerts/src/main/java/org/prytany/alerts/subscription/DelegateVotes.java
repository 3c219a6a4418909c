package org.prytany.alerts.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.spi.Address;

/**
 * Tells those who follow a delegate how they voted, on proposals that are open. Votes are gone
 * through once for all who follow somebody, however many these are: a large DAO has tens of
 * thousands.
 */
public final class DelegateVotes {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  private final SubscriptionRepository subscriptions;
  private final DaoDirectory daos;
  private final ProposalRepository proposals;
  private final VoteRepository votes;
  private final Outbox outbox;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  public DelegateVotes(
      SubscriptionRepository subscriptions,
      DaoDirectory daos,
      ProposalRepository proposals,
      VoteRepository votes,
      Outbox outbox,
      InstantSource clock) {
    this.subscriptions = subscriptions;
    this.daos = daos;
    this.proposals = proposals;
    this.votes = votes;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Looks, if the last look was long enough ago; a clock that went back is right again. */
  public void look() {
    Instant now = clock.instant();
    if (now.isBefore(next) && !next.isAfter(now.plus(BETWEEN_LOOKS))) {
      return;
    }
    next = now.plus(BETWEEN_LOOKS);
    List<Subscription> all = subscriptions.all();
    for (Dao dao : daos.all()) {
      List<Subscription> following =
          all.stream().filter(its -> its.wants(Alert.Kind.DELEGATE_VOTED, dao.id(), now)).toList();
      Optional<VoteCursor> read = votes.cursor(dao.chainId(), dao.governor());
      if (read.isPresent() && !following.isEmpty()) {
        look(dao, read.get().era(), following);
      }
    }
  }

  private void look(Dao dao, long era, List<Subscription> following) {
    Set<Address> followed =
        following.stream()
            .flatMap(its -> its.choice().delegates().stream())
            .collect(Collectors.toCollection(HashSet::new));
    proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(summary -> summary.state().equals(Optional.of(ProposalState.ACTIVE)))
        .filter(summary -> !summary.removedByReorg())
        .flatMap(summary -> proposals.find(summary.key()).stream())
        .forEach(
            proposal ->
                proposal
                    .chain()
                    .ifPresent(
                        view ->
                            standing(proposal, era, followed)
                                .forEach(vote -> tell(dao, vote, view, following))));
  }

  /** What each votes, all its logs together. */
  private List<Standing> standing(Proposal proposal, long era, Set<Address> followed) {
    Map<Address, Standing> all = new LinkedHashMap<>();
    votes.each(
        proposal.key(),
        era,
        vote -> {
          if (followed.contains(vote.voter())) {
            all.computeIfAbsent(vote.voter(), account -> new Standing(vote)).add(vote);
          }
        });
    return all.values().stream().filter(Standing::isThere).toList();
  }

  private void tell(Dao dao, Standing vote, ChainView view, List<Subscription> following) {
    Instant at = vote.at(view, clock.instant());
    Alert alert = alert(dao, vote, at);
    for (Subscription its : following) {
      if (its.choice().delegates().contains(vote.voter())
          && its.wants(Alert.Kind.DELEGATE_VOTED, dao.id(), at)) {
        outbox.add(alert, Way.channel(its));
      }
    }
  }

  /** Once for what stands: where an account votes in parts, each is told with those before. */
  private static Alert alert(Dao dao, Standing vote, Instant at) {
    return new Alert(
        Alert.Kind.DELEGATE_VOTED.word()
            + ":"
            + vote.proposal().text()
            + ":"
            + vote.voter().hex()
            + ":"
            + vote.words(),
        Alert.Kind.DELEGATE_VOTED,
        at,
        dao.id(),
        Optional.of(vote.proposal()),
        "",
        vote.voter()
            + " voted "
            + vote.words()
            + " on proposal "
            + vote.proposal().proposalId()
            + ".",
        "",
        Optional.empty());
  }
}
