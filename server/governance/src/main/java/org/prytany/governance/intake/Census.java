package org.prytany.governance.intake;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;

/**
 * Compares what was read with what the governor counts itself, where it does. A proposal that the
 * governor counts and no log showed is looked for, and if it does not turn up, people are told.
 */
final class Census {

  private static final int COUNTED = 20;
  private static final Duration PERIOD = Duration.ofMinutes(5);

  private final GovernorLogs logs;
  private final ProposalRepository proposals;
  private final Quarantine quarantine;
  private final SecondLook secondLook;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Map<String, State> states = new ConcurrentHashMap<>();

  /**
   * @param notBefore when the governor is asked again
   * @param old ids that the governor had when it was asked first, and that were not read
   * @param sought ids that are missing, with the round after which they should have been found
   * @param lost ids that a whole round did not find
   */
  private record State(
      Instant notBefore, Set<BigInteger> old, Map<BigInteger, Long> sought, Set<BigInteger> lost) {}

  Census(
      GovernorLogs logs,
      ProposalRepository proposals,
      Quarantine quarantine,
      SecondLook secondLook,
      AuditLog audit,
      InstantSource clock) {
    this.logs = logs;
    this.proposals = proposals;
    this.quarantine = quarantine;
    this.secondLook = secondLook;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Counts, if it is time. To be called when all that is new was read.
   *
   * @throws PrytanyException CHAIN_ANSWER_INVALID while the governor counts a proposal that no log
   *     shows
   */
  void take(Dao dao, BlockRef head) {
    String key = dao.chainId() + ":" + dao.governor();
    State state = states.get(key);
    Instant now = clock.instant();
    if (state == null || !now.isBefore(state.notBefore())) {
      Optional<List<BigInteger>> counted =
          logs.newestIds(dao, COUNTED).filter(ids -> areIdsOf(dao, ids));
      state =
          counted.isEmpty()
              ? new State(now.plus(PERIOD), Set.of(), Map.of(), Set.of())
              : counted(dao, head, now, counted.get(), Optional.ofNullable(state));
      states.put(key, state);
    }
    if (!state.lost().isEmpty()) {
      throw new PrytanyException(
          FailureCode.CHAIN_ANSWER_INVALID,
          "The governor of DAO '"
              + dao.id()
              + "' counts proposal "
              + state.lost().stream().sorted().findFirst().orElseThrow()
              + ", and the endpoint shows no log of it. It cannot be read, and nothing is done for"
              + " it: use another or a further RPC endpoint for this chain.");
    }
  }

  /** A governor may number its proposals and yet have hashes as their ids. */
  private boolean areIdsOf(Dao dao, List<BigInteger> counted) {
    BigInteger highest = counted.stream().max(BigInteger::compareTo).orElse(BigInteger.ZERO);
    List<BigInteger> known =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .map(its -> its.key().proposalId())
            .toList();
    return counted.stream().anyMatch(known::contains)
        || known.stream().allMatch(id -> id.compareTo(highest) <= 0);
  }

  private State counted(
      Dao dao, BlockRef head, Instant now, List<BigInteger> counted, Optional<State> before) {
    Map<BigInteger, ProposalSummary> known =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .collect(Collectors.toMap(its -> its.key().proposalId(), its -> its));
    int oldest = -1;
    for (int i = 0; i < counted.size(); i++) {
      oldest = known.containsKey(counted.get(i)) ? i : oldest;
    }
    Set<BigInteger> absent = new HashSet<>(counted);
    absent.removeAll(known.keySet());
    absent.removeIf(id -> quarantine.holds(dao, id));
    // What is older than all that was read may lie before from-block.
    Set<BigInteger> old =
        before.map(State::old).orElse(Set.copyOf(counted.subList(oldest + 1, counted.size())));
    absent.removeAll(old);
    Map<BigInteger, Long> sought = before.map(State::sought).orElse(Map.of());
    Set<BigInteger> lostBefore = before.map(State::lost).orElse(Set.of());
    Map<BigInteger, Long> still = new HashMap<>();
    Set<BigInteger> lost = new HashSet<>();
    long round = secondLook.rounds(dao);
    boolean anew = false;
    for (BigInteger id : absent) {
      Long until = sought.get(id);
      if (until == null) {
        anew = true;
        still.put(id, round + 1);
        continue;
      }
      still.put(id, until);
      if (round >= until) {
        lost.add(id);
        if (!lostBefore.contains(id)) {
          audit.append(
              AuditLog.SERVER,
              "proposal.missing",
              dao.id(),
              Map.of("proposal", id.toString(), "governor", dao.governor().hex()));
        }
      }
    }
    if (anew) {
      secondLook.from(dao, searchFrom(dao, counted, absent, known), head);
    }
    boolean pressing = still.size() > lost.size();
    return new State(pressing ? now : now.plus(PERIOD), old, still, lost);
  }

  /** The block of the newest proposal that is known and older than all that are missing. */
  private static long searchFrom(
      Dao dao,
      List<BigInteger> counted,
      Set<BigInteger> absent,
      Map<BigInteger, ProposalSummary> known) {
    long from = dao.fromBlock();
    for (int i = counted.size() - 1; i >= 0 && !absent.contains(counted.get(i)); i--) {
      ProposalSummary summary = known.get(counted.get(i));
      from = summary == null ? from : Math.max(from, summary.block());
    }
    return from;
  }
}
