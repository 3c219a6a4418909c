package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.signing.KeyBounds;

/**
 * What people are told of a key that ends: a week and a day before, once a day when it is over, and
 * at once of each vote for which it may come too late.
 */
final class KeyEnds {

  /** The longest first. */
  private static final List<Duration> BEFORE = List.of(Duration.ofDays(7), Duration.ofDays(1));

  private static final String RENEW =
      "On the signer's machine: give the account a later prytany.key.*.until, or name another"
          + " voter, and start the signer again.";

  private static final String REPLACE =
      "Name another account as voter or executor, with a key of its own, and start server and"
          + " signer again.";

  private final Health health;
  private final DaoDirectory daos;
  private final ProposalRepository proposals;

  KeyEnds(Health health, DaoDirectory daos, ProposalRepository proposals) {
    this.health = health;
    this.daos = daos;
    this.proposals = proposals;
  }

  List<Alert> due(Instant now) {
    List<Alert> due = new ArrayList<>();
    for (Health.Key key : health.keys()) {
      Optional<Dao> dao = daos.all().stream().filter(its -> its.id().equals(key.dao())).findFirst();
      if (dao.isPresent()) {
        List<Proposal> open = key.role().equals("voter") ? unvoted(dao.get()) : List.of();
        if (key.bounds().isOver(now)) {
          due.add(over(key, open.size(), now));
        } else {
          soon(key, now).ifPresent(due::add);
        }
        for (Proposal proposal : open) {
          late(key, dao.get(), proposal, now).ifPresent(due::add);
        }
      }
    }
    return due;
  }

  /** Proposals on which this server has yet to vote, or may have to. */
  private List<Proposal> unvoted(Dao dao) {
    return proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(its -> !its.removedByReorg())
        .filter(
            its ->
                its.state().equals(Optional.of(ProposalState.PENDING))
                    || its.state().equals(Optional.of(ProposalState.ACTIVE)))
        .flatMap(its -> proposals.find(its.key()).stream())
        .filter(proposal -> ActSlots.free(proposal, ActKind.VOTE))
        .toList();
  }

  private static Alert over(Health.Key key, int open, Instant now) {
    KeyBounds bounds = key.bounds();
    String votes =
        !key.role().equals("voter")
            ? ""
            : open == 0
                ? " No vote is due now."
                : open == 1
                    ? " 1 proposal is open on which it has not voted."
                    : " " + open + " proposals are open on which it has not voted.";
    return alert(
        Kind.KEY_ENDED,
        key.dao() + ":" + bounds.account() + ":" + now.atZone(ZoneOffset.UTC).toLocalDate(),
        key,
        Optional.empty(),
        bounds.words(now) + votes,
        bounds.revokedAt().isPresent() ? REPLACE : RENEW,
        Optional.empty(),
        now);
  }

  private static Optional<Alert> soon(Health.Key key, Instant now) {
    Optional<Instant> end = key.bounds().until();
    return BEFORE.stream()
        .filter(time -> end.isPresent() && !end.get().minus(time).isAfter(now))
        .min(Comparator.naturalOrder())
        .map(
            time ->
                alert(
                    Kind.KEY_ENDING,
                    key.dao() + ":" + key.bounds().account() + ":" + time + ":" + end.get(),
                    key,
                    Optional.empty(),
                    key.bounds().words(now),
                    RENEW,
                    end,
                    now));
  }

  /** A vote that is not cast yet, and whose voting ends after the key does. */
  private static Optional<Alert> late(Health.Key key, Dao dao, Proposal proposal, Instant now) {
    Optional<Instant> end = key.bounds().revokedAt().or(key.bounds()::until);
    Instant voteEnd =
        proposal.chain().map(view -> Pace.standard().voteEnd(proposal, view, now)).orElse(now);
    if (end.isEmpty() || !voteEnd.isAfter(end.get())) {
      return Optional.empty();
    }
    Subject subject = new Subject(dao, proposal);
    boolean over = key.bounds().isOver(now);
    return Optional.of(
        alert(
            over ? Kind.KEY_ENDED : Kind.KEY_ENDING,
            key.dao() + ":" + end.get() + ":" + proposal.key().text(),
            key,
            Optional.of(subject),
            key.bounds().words(now)
                + (over
                    ? " This proposal's voting is not over, and no vote of ours is cast."
                    : " This proposal's voting ends later: a vote that is not cast before is not"
                        + " cast."),
            key.bounds().revokedAt().isPresent() ? REPLACE : RENEW,
            Optional.of(over ? voteEnd : end.get()),
            now));
  }

  private static Alert alert(
      Kind kind,
      String what,
      Health.Key key,
      Optional<Subject> subject,
      String detail,
      String next,
      Optional<Instant> deadline,
      Instant now) {
    return new Alert(
        kind.word() + ":" + what,
        kind,
        now,
        key.dao(),
        subject.map(its -> its.proposal().key()),
        subject.map(Subject::headline).orElse(""),
        detail,
        next,
        deadline);
  }
}
