package org.prytany.app.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.ProposalKey;

/**
 * Reads the audit log once from its beginning and then what is new, and keeps of it when each
 * proposal, and each vote off chain, changed. Restarts and other nodes come to the same, since the
 * log is the store's.
 */
public final class History {

  private static final int BATCH = 500;

  /** No honest proposal changes its state more often; a chain that jumps to and fro may. */
  private static final int MOST_TURNS = 64;

  /** What changes what a reader sees of a proposal. */
  private static final Set<String> CHANGES =
      Set.of(
          "proposal.created",
          "proposal.created-again",
          "proposal.removed-by-reorg",
          "proposal.state",
          "digest.made",
          "effects.changed",
          "verdict.blocks",
          "verdict.passes",
          "receipt.as-simulated",
          "receipt.differs",
          "poll.read",
          "poll.changed",
          "poll.gone",
          "poll.warned",
          "poll.decided",
          "poll.needs-people",
          "poll.vote-confirmed",
          "poll.vote-elsewhere",
          "poll.vote-missed");

  private final AuditRepository audit;
  private final Map<String, Instant> changed = new HashMap<>();
  private final Map<String, List<Turn>> turns = new HashMap<>();
  private final Map<String, Turn> met = new HashMap<>();
  private long next = 1;

  public History(AuditRepository audit) {
    this.audit = audit;
  }

  /**
   * A change of state that was watched as it happened.
   *
   * @param at when this server noticed it, at most one turn of the line later
   */
  public record Turn(Instant at, ProposalState to) {}

  /** When what is said of the proposal last changed; empty if the log has nothing about it. */
  public synchronized Optional<Instant> lastChange(ProposalKey key) {
    read();
    return known(key.text());
  }

  /** The same of votes off chain, by what the log has now: it is read once for all of them. */
  public Function<Poll, Optional<Instant>> lastChanges() {
    read();
    return poll -> known(poll.key());
  }

  private synchronized Optional<Instant> known(String subject) {
    return Optional.ofNullable(changed.get(subject));
  }

  /**
   * When the proposal came into a state. The state in which it was first seen is none of these: it
   * may have been in it for years.
   */
  public synchronized Optional<Instant> became(ProposalKey key, ProposalState state) {
    read();
    return turns.getOrDefault(key.text(), List.of()).stream()
        .filter(turn -> turn.to() == state)
        .map(Turn::at)
        .reduce((earlier, later) -> later);
  }

  /**
   * Since when, at the latest, the proposal is in a state, also where nobody watched it come into
   * it; empty if the log does not say.
   */
  public synchronized Optional<Instant> inAtLatest(ProposalKey key, ProposalState state) {
    return became(key, state)
        .or(
            () ->
                Optional.ofNullable(met.get(key.text()))
                    .filter(turn -> turn.to() == state)
                    .map(Turn::at));
  }

  private synchronized void read() {
    List<AuditEntry> entries = audit.from(next, BATCH);
    while (!entries.isEmpty()) {
      entries.forEach(this::note);
      next = entries.getLast().sequence() + 1;
      entries = entries.size() < BATCH ? List.of() : audit.from(next, BATCH);
    }
  }

  private void note(AuditEntry entry) {
    if (!CHANGES.contains(entry.act())) {
      return;
    }
    changed.merge(entry.subject(), entry.at(), (a, b) -> a.isAfter(b) ? a : b);
    boolean watched = !entry.details().getOrDefault("from", "").isEmpty();
    if (entry.act().equals("proposal.state") && !watched) {
      state(entry.details().getOrDefault("to", ""))
          .ifPresent(to -> met.put(entry.subject(), new Turn(entry.at(), to)));
    }
    if (entry.act().equals("proposal.state") && watched) {
      state(entry.details().getOrDefault("to", ""))
          .ifPresent(
              to -> {
                List<Turn> known = turns.computeIfAbsent(entry.subject(), k -> new ArrayList<>());
                known.add(new Turn(entry.at(), to));
                if (known.size() > MOST_TURNS) {
                  known.removeFirst();
                }
              });
    }
  }

  private static Optional<ProposalState> state(String name) {
    for (ProposalState state : ProposalState.values()) {
      if (state.name().equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
