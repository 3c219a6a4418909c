package org.prytany.governance.approval;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseRules;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What treasurers signed, in the order in which it was kept, with the changes of who they are in
 * between: so an approval by somebody who was removed and listed again is seen to be older than the
 * new listing. The signer has one over its own entries.
 */
public final class TreasurerJournal implements StatementKeeper {

  private final JournalEntries entries;
  private final SignatureCheck signatures;
  private final InstantSource clock;
  private final Set<Address> operators;
  private final Map<Seat, List<JournalEntry>> byDao = new HashMap<>();
  private long sequence;

  /** Nobody signs as many statements between two copies of a journal. */
  private static final long MOST_LOST = 10_000;

  /**
   * Nobody signs as many statements between two rollbacks: each epoch counts in a room of its own.
   */
  private static final long EPOCH = 1_000_000_000;

  private record Seat(long chainId, Address governor) {}

  /**
   * @param entries what was kept so far is read from it once
   * @param signatures asked before anything is kept
   */
  public TreasurerJournal(JournalEntries entries, SignatureCheck signatures, InstantSource clock) {
    this(entries, signatures, clock, Set.of());
  }

  /**
   * @param operators who may decide votes
   */
  public TreasurerJournal(
      JournalEntries entries,
      SignatureCheck signatures,
      InstantSource clock,
      Set<Address> operators) {
    this.operators = Set.copyOf(operators);
    this.entries = entries;
    this.signatures = signatures;
    this.clock = clock;
    entries.all().forEach(this::remember);
  }

  /**
   * Records who the treasurers of a DAO are, if that changed since the last time. Called for every
   * DAO at each start, before anything is kept or asked.
   */
  public synchronized void list(Dao dao) {
    Set<Address> last = Set.of();
    boolean known = false;
    for (JournalEntry entry : of(dao)) {
      if (entry instanceof JournalEntry.Listed listed) {
        last = listed.treasurers();
        known = true;
      }
      if (entry instanceof JournalEntry.Restarted) {
        known = false;
      }
    }
    if (!known || !last.equals(dao.treasurers())) {
      keep(new JournalEntry.Listed(next(), dao.chainId(), dao.governor(), dao.treasurers()));
    }
  }

  /**
   * Records that what was kept last may be lost; {@link #list} has to follow.
   *
   * @param epoch of the journal from now on: one more each time, whichever copy is used
   */
  public synchronized void restart(Dao dao, long epoch) {
    keep(new JournalEntry.Restarted(next(), dao.chainId(), dao.governor(), Optional.of(epoch)));
  }

  @Override
  public synchronized Kept keep(Dao dao, Proposal proposal, TreasurerStatement statement) {
    list(dao);
    Proposal known = proposal.change().statements(statements(proposal.key())).build();
    Instant now = ChainTime.of(proposal, clock);
    StatementRules.require(dao, known, roster(dao), statement, signatures, now);
    TreasurerStatement kept = statement.kept(next());
    keep(new JournalEntry.Said(kept));
    return kept.kept().orElseThrow();
  }

  /**
   * Refuses what no treasurer signed now, before the chain is asked what the proposal does.
   *
   * @param proposal its effects are not looked at
   */
  public void requireSaid(Dao dao, Proposal proposal, TreasurerStatement statement) {
    Roster roster;
    Proposal known;
    synchronized (this) {
      list(dao);
      roster = roster(dao);
      known = proposal.change().statements(statements(proposal.key())).build();
    }
    StatementRules.requireSaid(dao, known, roster, statement, signatures);
  }

  /** The same for a decision, which an operator signs. */
  public void requireSaid(Dao dao, Proposal proposal, OperatorDecision decision) {
    Roster roster;
    List<OperatorDecision> before;
    synchronized (this) {
      list(dao);
      roster = roster(dao);
      before = decisions(proposal.key());
    }
    DecisionRules.requireSaid(dao, operators, proposal, roster, before, decision, signatures);
  }

  @Override
  public synchronized Kept keep(Dao dao, Proposal proposal, OperatorDecision decision) {
    list(dao);
    Instant now = ChainTime.of(proposal, clock);
    List<OperatorDecision> before = decisions(proposal.key());
    DecisionRules.require(dao, operators, proposal, roster(dao), before, decision, signatures, now);
    OperatorDecision kept = decision.kept(next());
    keep(new JournalEntry.Chosen(kept));
    return kept.kept().orElseThrow();
  }

  @Override
  public synchronized Kept keep(Dao dao, PauseOrder order) {
    list(dao);
    // Pausing must not wait for a contract that signed an earlier resumption.
    PauseState known = pauses(dao, orders(dao), SignatureCheck.TRUSTED);
    PauseRules.require(dao, known, roster(dao), order, signatures);
    PauseOrder kept = order.kept(next());
    // Now or never: who is a treasurer, and how many are needed, may be edited at any time.
    List<String> ended = ended(dao, kept);
    keep(new JournalEntry.Ordered(kept));
    if (!ended.isEmpty()) {
      keep(new JournalEntry.Ended(next(), dao.chainId(), dao.governor(), ended));
    }
    return kept.kept().orElseThrow();
  }

  @Override
  public synchronized Roster roster(Dao dao) {
    Map<Address, Long> since = new TreeMap<>();
    Map<Address, Long> counters = new TreeMap<>();
    Map<Address, List<Kept>> endings = new TreeMap<>();
    long lost = 0;
    for (JournalEntry entry : of(dao)) {
      switch (entry) {
        case JournalEntry.Restarted restarted -> {
          end(since.keySet(), restarted.kept(), endings);
          since.clear();
          long known = counters.values().stream().mapToLong(Long::longValue).max().orElse(0);
          // A copy may be older than an earlier restart, and knows nothing of what was counted
          // since.
          long epochs = restarted.epoch().map(epoch -> (epoch - 1) * EPOCH).orElse(0L);
          lost = Math.max(Math.max(known, lost) + MOST_LOST, epochs);
        }
        case JournalEntry.Listed listed -> {
          Set<Address> gone = new TreeSet<>(since.keySet());
          gone.removeAll(listed.treasurers());
          end(gone, listed.kept(), endings);
          since.keySet().removeAll(gone);
          listed.treasurers().forEach(who -> since.putIfAbsent(who, listed.kept().sequence()));
        }
        case JournalEntry.Ended ended -> {}
        case JournalEntry.Said said ->
            counters.merge(said.statement().treasurer(), said.statement().counter(), Math::max);
        case JournalEntry.Ordered ordered ->
            counters.merge(ordered.order().treasurer(), ordered.order().counter(), Math::max);
        case JournalEntry.Chosen chosen ->
            counters.merge(chosen.decision().operator(), chosen.decision().counter(), Math::max);
      }
    }
    long beyond = lost;
    since.keySet().forEach(who -> counters.merge(who, beyond, Math::max));
    operators.forEach(who -> counters.merge(who, beyond, Math::max));
    return new Roster(since, counters, endings);
  }

  private static void end(Set<Address> gone, Kept where, Map<Address, List<Kept>> endings) {
    gone.forEach(who -> endings.computeIfAbsent(who, its -> new ArrayList<>()).add(where));
  }

  @Override
  public synchronized PauseState pauses(Dao dao) {
    return pauses(dao, orders(dao), signatures);
  }

  private PauseState pauses(Dao dao, List<PauseOrder> orders, SignatureCheck check) {
    return PauseState.of(dao, orders, ended(dao), roster(dao), check);
  }

  /** The pauses that an order ends, if it is kept now. */
  private List<String> ended(Dao dao, PauseOrder order) {
    if (order.kind() == PauseOrder.Kind.PAUSE) {
      return List.of();
    }
    List<PauseOrder> orders = orders(dao);
    orders.add(order);
    return pauses(dao, orders, signatures).complete(order);
  }

  @Override
  public List<TreasurerStatement> statements(Dao dao, ProposalKey proposal) {
    return statements(proposal);
  }

  /** The same, for whoever knows no DAO. */
  public synchronized List<TreasurerStatement> statements(ProposalKey proposal) {
    List<TreasurerStatement> said = new ArrayList<>();
    for (JournalEntry entry : of(proposal.chainId(), proposal.governor())) {
      if (entry instanceof JournalEntry.Said words
          && words.statement().proposal().equals(proposal)) {
        said.add(words.statement());
      }
    }
    return List.copyOf(said);
  }

  @Override
  public List<OperatorDecision> decisions(Dao dao, ProposalKey proposal) {
    return decisions(proposal);
  }

  /** The same, for whoever knows no DAO. */
  public synchronized List<OperatorDecision> decisions(ProposalKey proposal) {
    List<OperatorDecision> chosen = new ArrayList<>();
    for (JournalEntry entry : of(proposal.chainId(), proposal.governor())) {
      if (entry instanceof JournalEntry.Restarted) {
        // What was kept last may be lost, a later decision too: people decide again.
        chosen.clear();
      }
      if (entry instanceof JournalEntry.Chosen one && one.decision().proposal().equals(proposal)) {
        chosen.add(one.decision());
      }
    }
    return List.copyOf(chosen);
  }

  /** Of what was kept last, of any DAO; 0 before anything. */
  public synchronized long sequence() {
    return sequence;
  }

  private List<PauseOrder> orders(Dao dao) {
    List<PauseOrder> orders = new ArrayList<>();
    for (JournalEntry entry : of(dao)) {
      if (entry instanceof JournalEntry.Ordered ordered) {
        orders.add(ordered.order());
      }
    }
    return orders;
  }

  private Set<String> ended(Dao dao) {
    Set<String> names = new HashSet<>();
    for (JournalEntry entry : of(dao)) {
      if (entry instanceof JournalEntry.Ended ended) {
        names.addAll(ended.pauses());
      }
    }
    return names;
  }

  private List<JournalEntry> of(Dao dao) {
    return of(dao.chainId(), dao.governor());
  }

  private List<JournalEntry> of(long chainId, Address governor) {
    return byDao.getOrDefault(new Seat(chainId, governor), List.of());
  }

  private Kept next() {
    return new Kept(sequence + 1, Instant.ofEpochMilli(clock.instant().toEpochMilli()));
  }

  /** First where it lasts, then here: what could not be kept was never said. */
  private void keep(JournalEntry entry) {
    entries.append(entry);
    remember(entry);
  }

  private void remember(JournalEntry entry) {
    sequence = Math.max(sequence, entry.kept().sequence());
    byDao
        .computeIfAbsent(new Seat(entry.chainId(), entry.governor()), seat -> new ArrayList<>())
        .add(entry);
  }
}
