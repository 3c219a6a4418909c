package org.prytany.governance.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** The store's ports in memory. It outlives the services, as a real store outlives a process. */
public final class MemoryStore {

  public final Proposals proposals = new Proposals();
  public final Cursors cursors = new Cursors();
  public final Duties duties = new Duties();
  public final Audit audit = new Audit();

  /** A backup of all of it as it is now; running it restores that. */
  public Runnable backup() {
    Map<ProposalKey, Proposal> keptProposals = Map.copyOf(proposals.documents);
    Map<Address, IntakeCursor> keptCursors = Map.copyOf(cursors.documents);
    Map<String, Duty> keptDuties = Map.copyOf(duties.documents);
    List<AuditEntry> keptAudit = List.copyOf(audit.entries);
    return () -> {
      proposals.documents.clear();
      proposals.documents.putAll(keptProposals);
      cursors.documents.clear();
      cursors.documents.putAll(keptCursors);
      duties.documents.clear();
      duties.documents.putAll(keptDuties);
      audit.entries.clear();
      audit.entries.addAll(keptAudit);
    };
  }

  /** Documents with a version each. */
  public static final class Proposals implements ProposalRepository {
    private final Map<ProposalKey, Proposal> documents = new HashMap<>();

    /** Beside the documents, as a store has them; each with its version. */
    private final Map<ProposalKey, ProposalSummary> summaries = new HashMap<>();

    /** What does not work now. */
    public Fault fault = Fault.NONE;

    /** How a store fails. */
    public enum Fault {
      NONE,
      /** It does not answer. */
      DOWN,
      /** It answers, and takes nothing. */
      FULL;

      void onReading() {
        if (this == DOWN) {
          throw new PrytanyException(FailureCode.STORE_UNAVAILABLE, "the store does not answer");
        }
      }

      void onWriting() {
        if (this != NONE) {
          throw new PrytanyException(FailureCode.STORE_UNAVAILABLE, "the store takes nothing");
        }
      }
    }

    /** Run once before the next swap: somebody else is faster. */
    public Optional<Runnable> beforeNextSwap = Optional.empty();

    /** How many proposals were read whole. */
    public int wholeReads;

    /** How many summaries were read. */
    public int summaryReads;

    @Override
    public synchronized Optional<Proposal> find(ProposalKey key) {
      fault.onReading();
      wholeReads++;
      return Optional.ofNullable(documents.get(key));
    }

    @Override
    public synchronized boolean insert(Proposal proposal) {
      fault.onWriting();
      return documents.putIfAbsent(proposal.key(), proposal.change().version(1).build()) == null;
    }

    @Override
    public synchronized Optional<Proposal> compareAndSwap(Proposal proposal) {
      fault.onWriting();
      Optional<Runnable> faster = beforeNextSwap;
      beforeNextSwap = Optional.empty();
      faster.ifPresent(Runnable::run);
      Proposal stored = documents.get(proposal.key());
      if (stored == null || stored.version() != proposal.version()) {
        return Optional.empty();
      }
      Proposal next = proposal.change().version(proposal.version() + 1).build();
      documents.put(proposal.key(), next);
      return Optional.of(next);
    }

    @Override
    public synchronized List<ProposalSummary> summaries(long chainId, Address governor) {
      fault.onReading();
      return documents.values().stream()
          .filter(p -> p.key().chainId() == chainId && p.key().governor().equals(governor))
          .map(this::summary)
          .peek(its -> summaryReads++)
          .sorted(ProposalSummary.NEWEST_FIRST)
          .toList();
    }

    @Override
    public synchronized List<ProposalKey> minedAbove(long chainId, Address governor, long block) {
      int before = summaryReads;
      List<ProposalKey> found = ProposalRepository.super.minedAbove(chainId, governor, block);
      // A store that can reads no others.
      summaryReads = before + found.size();
      return found;
    }

    private ProposalSummary summary(Proposal proposal) {
      ProposalSummary known = summaries.get(proposal.key());
      if (known == null || known.version() != proposal.version()) {
        known = ProposalSummary.of(proposal);
        summaries.put(proposal.key(), known);
      }
      return known;
    }

    @Override
    public synchronized List<Proposal> of(long chainId, Address governor) {
      fault.onReading();
      wholeReads += documents.size();
      return documents.values().stream()
          .filter(p -> p.key().chainId() == chainId && p.key().governor().equals(governor))
          .sorted(Comparator.comparingLong((Proposal p) -> p.content().block()).reversed())
          .toList();
    }
  }

  /** One cursor per governor. */
  public static final class Cursors implements CursorRepository {
    private final Map<Address, IntakeCursor> documents = new HashMap<>();

    @Override
    public Optional<IntakeCursor> find(long chainId, Address governor) {
      return Optional.ofNullable(documents.get(governor));
    }

    @Override
    public boolean insert(IntakeCursor cursor) {
      return documents.putIfAbsent(cursor.governor(), cursor) == null;
    }

    @Override
    public boolean compareAndSwap(IntakeCursor cursor) {
      IntakeCursor stored = documents.get(cursor.governor());
      if (stored == null || stored.version() != cursor.version()) {
        return false;
      }
      documents.put(
          cursor.governor(),
          new IntakeCursor(
              cursor.chainId(),
              cursor.governor(),
              cursor.version() + 1,
              cursor.nextBlock(),
              cursor.recent(),
              cursor.begun()));
      return true;
    }
  }

  /** Leased duties. */
  public static final class Duties implements DutyRepository {
    private final Map<String, Duty> documents = new TreeMap<>();

    @Override
    public void schedule(Duty duty) {
      documents.merge(
          duty.id(),
          duty,
          (known, wanted) ->
              with(
                  known,
                  wanted.notBefore(),
                  wanted.latestSafe(),
                  wanted.over(),
                  known.leaseOwner(),
                  known.leaseUntil(),
                  known.attempts(),
                  known.lastProblem()));
    }

    @Override
    public Optional<Duty> claim(Lane lane, String owner, Instant now, Duration lease) {
      Optional<Duty> due =
          documents.values().stream()
              .filter(d -> Lane.of(d).equals(lane))
              .filter(d -> !d.notBefore().isAfter(now))
              .filter(d -> d.leaseOwner().isEmpty() || !d.leaseUntil().isAfter(now))
              .min(
                  Comparator.comparing((Duty d) -> !d.over().isAfter(now))
                      .thenComparing(Duty::latestSafe)
                      .thenComparing(Duty::kind));
      due.ifPresent(
          d ->
              documents.put(
                  d.id(),
                  with(
                      d,
                      d.notBefore(),
                      d.latestSafe(),
                      d.over(),
                      Optional.of(owner),
                      now.plus(lease),
                      d.attempts() + 1,
                      d.lastProblem())));
      return due.map(d -> documents.get(d.id()));
    }

    @Override
    public boolean renew(String id, String owner, Instant until) {
      Duty known = documents.get(id);
      if (known == null || !known.leaseOwner().equals(Optional.of(owner))) {
        return false;
      }
      documents.put(
          id,
          with(
              known,
              known.notBefore(),
              known.latestSafe(),
              known.over(),
              known.leaseOwner(),
              until,
              known.attempts(),
              known.lastProblem()));
      return true;
    }

    @Override
    public void complete(String id, String owner) {
      Duty known = documents.get(id);
      if (known != null && known.leaseOwner().equals(Optional.of(owner))) {
        documents.remove(id);
      }
    }

    @Override
    public void postpone(String id, String owner, Instant notBefore, String problem) {
      documents.computeIfPresent(
          id,
          (i, d) ->
              with(
                  d,
                  notBefore,
                  d.latestSafe(),
                  d.over(),
                  Optional.empty(),
                  d.leaseUntil(),
                  d.attempts(),
                  problem));
    }

    @Override
    public List<Duty> open() {
      return List.copyOf(documents.values());
    }

    private static Duty with(
        Duty d,
        Instant notBefore,
        Instant latest,
        Instant over,
        Optional<String> owner,
        Instant until,
        int attempts,
        String problem) {
      return new Duty(
          d.proposal(), d.kind(), notBefore, latest, over, owner, until, attempts, problem);
    }
  }

  /** The log, with a way to tamper that the port does not have. */
  public static final class Audit implements AuditRepository {
    public final List<AuditEntry> entries = new ArrayList<>();

    /** Run before an entry is appended: somebody else is faster. */
    public Consumer<AuditEntry> beforeAppending = entry -> {};

    @Override
    public Optional<AuditEntry> last() {
      return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    @Override
    public boolean append(AuditEntry entry) {
      beforeAppending.accept(entry);
      return entry.sequence() == entries.size() + 1 && entries.add(entry);
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return entries.stream().filter(e -> e.sequence() >= sequence).limit(limit).toList();
    }

    public List<String> acts() {
      return entries.stream().map(AuditEntry::act).toList();
    }
  }
}
