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
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
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
  void look() {
    Instant now = clock.instant();
    if (now.isBefore(next) && !next.isAfter(now.plus(BETWEEN_LOOKS))) {
      return;
    }
    next = now.plus(BETWEEN_LOOKS);
    List<Subscription> all = subscriptions.all();
    for (Dao dao : daos.all()) {
      List<Subscription> following =
          all.stream().filter(its -> its.wants(Alert.Kind.DELEGATE_VOTED, dao.id())).toList();
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
        .forEach(
            summary ->
                newest(summary, era, followed)
                    .forEach((account, vote) -> tell(dao, vote, following)));
  }

  private Map<Address, VoteLog> newest(ProposalSummary summary, long era, Set<Address> followed) {
    Map<Address, VoteLog> newest = new LinkedHashMap<>();
    votes.each(
        summary.key(),
        era,
        vote -> {
          if (followed.contains(vote.voter()) && !vote.takes()) {
            newest.put(vote.voter(), vote);
          }
        });
    return newest;
  }

  private void tell(Dao dao, VoteLog vote, List<Subscription> following) {
    Alert alert = alert(dao, vote);
    for (Subscription subscription : following) {
      if (subscription.choice().delegates().contains(vote.voter())) {
        outbox.add(alert, Subscriptions.CHANNELS + subscription.id());
      }
    }
  }

  /** Once for each proposal: the headline is on its page, and in the mail that told of it. */
  private Alert alert(Dao dao, VoteLog vote) {
    return new Alert(
        Alert.Kind.DELEGATE_VOTED.word() + ":" + vote.proposal().text() + ":" + vote.voter().hex(),
        Alert.Kind.DELEGATE_VOTED,
        clock.instant(),
        dao.id(),
        Optional.of(vote.proposal()),
        "",
        vote.voter()
            + " voted "
            + vote.parts().stream()
                .map(VoteLog.Part::direction)
                .collect(Collectors.joining(" and "))
            + " on proposal "
            + vote.proposal().proposalId()
            + ".",
        "",
        Optional.empty());
  }
}
