package org.prytany.chain.endpoints;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** What intake stores, in memory. */
final class Shelf implements CursorRepository, ProposalRepository, DutyRepository, VoteRepository {
  final Map<ProposalKey, Proposal> proposals = new HashMap<>();
  final List<AuditEntry> audit = new ArrayList<>();
  final Map<String, VoteLog> votes = new HashMap<>();
  private final Map<String, IntakeCursor> cursors = new HashMap<>();
  private final Map<String, VoteCursor> voteCursors = new HashMap<>();

  @Override
  public Optional<IntakeCursor> find(long chainId, Address governor) {
    return Optional.ofNullable(cursors.get(chainId + ":" + governor));
  }

  @Override
  public boolean insert(IntakeCursor cursor) {
    return cursors.putIfAbsent(cursor.chainId() + ":" + cursor.governor(), cursor) == null;
  }

  @Override
  public boolean compareAndSwap(IntakeCursor cursor) {
    String key = cursor.chainId() + ":" + cursor.governor();
    if (cursors.get(key).version() != cursor.version()) {
      return false;
    }
    cursors.put(
        key,
        new IntakeCursor(
            cursor.chainId(),
            cursor.governor(),
            cursor.version() + 1,
            cursor.nextBlock(),
            cursor.recent(),
            cursor.begun()));
    return true;
  }

  @Override
  public Optional<Proposal> find(ProposalKey key) {
    return Optional.ofNullable(proposals.get(key));
  }

  @Override
  public boolean insert(Proposal proposal) {
    return proposals.putIfAbsent(proposal.key(), proposal.change().version(1).build()) == null;
  }

  @Override
  public Optional<Proposal> compareAndSwap(Proposal proposal) {
    Proposal next = proposal.change().version(proposal.version() + 1).build();
    proposals.put(proposal.key(), next);
    return Optional.of(next);
  }

  @Override
  public List<ProposalSummary> summaries(long chainId, Address governor) {
    return of(chainId, governor).stream().map(ProposalSummary::of).toList();
  }

  @Override
  public List<Proposal> of(long chainId, Address governor) {
    return proposals.values().stream().filter(p -> p.key().governor().equals(governor)).toList();
  }

  @Override
  public void schedule(Duty duty) {}

  @Override
  public Optional<Duty> claim(Lane lane, String owner, Instant now, Duration lease) {
    return Optional.empty();
  }

  @Override
  public boolean renew(String id, String owner, Instant until) {
    return false;
  }

  @Override
  public void complete(String id, String owner) {}

  @Override
  public void postpone(String id, String owner, Instant notBefore, String problem) {}

  @Override
  public List<Duty> open() {
    return List.of();
  }

  @Override
  public boolean insert(VoteLog vote, long era) {
    return votes.putIfAbsent(vote.id(), vote) == null;
  }

  @Override
  public void each(ProposalKey proposal, long era, Consumer<VoteLog> taker) {
    votes.values().stream().filter(vote -> vote.proposal().equals(proposal)).forEach(taker);
  }

  @Override
  public void each(ProposalKey proposal, long era, Address account, Consumer<VoteLog> taker) {
    each(
        proposal,
        era,
        vote -> Optional.of(vote).filter(its -> its.voter().equals(account)).ifPresent(taker));
  }

  @Override
  public List<VoteLog> whole(List<VoteLog> light, long era) {
    return light;
  }

  @Override
  public void forget(long chainId, Address governor, long era) {
    votes.values().removeIf(vote -> vote.proposal().governor().equals(governor));
  }

  @Override
  public Optional<VoteCursor> cursor(long chainId, Address governor) {
    return Optional.ofNullable(voteCursors.get(chainId + ":" + governor));
  }

  @Override
  public boolean insert(VoteCursor cursor) {
    return voteCursors.putIfAbsent(cursor.chainId() + ":" + cursor.governor(), cursor) == null;
  }

  @Override
  public boolean compareAndSwap(VoteCursor cursor) {
    voteCursors.put(cursor.chainId() + ":" + cursor.governor(), cursor);
    return true;
  }

  AuditRepository auditRepository() {
    return new AuditRepository() {
      @Override
      public boolean append(AuditEntry entry) {
        return audit.add(entry);
      }

      @Override
      public List<AuditEntry> from(long sequence, int limit) {
        return audit.stream().filter(e -> e.sequence() >= sequence).limit(limit).toList();
      }

      @Override
      public Optional<AuditEntry> last() {
        return audit.isEmpty() ? Optional.empty() : Optional.of(audit.getLast());
      }
    };
  }
}
