package org.prytany.governance.world;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.proposal.ProposalState;

/** What the governor of a {@link MemoryChain} announced; counts what it is asked. */
public final class MemoryAnnouncements implements Announcements {
  private final MemoryChain chain;

  /** The governor's own count; empty: it keeps none. */
  public Optional<BigInteger> counted = Optional.empty();

  /** Whether it is told to have been there before whatever block. */
  public boolean beganBefore;

  /** What its code is. */
  public Code code = Code.UNCOUNTING;

  /** Blocks in which it tells that other code answers for it. */
  public final Set<Long> changes = new HashSet<>();

  /** Blocks that hold an announcement nobody can read. */
  public final Set<Long> unreadable = new HashSet<>();

  /** What became of proposals; where none is here, the governor does not know it. */
  public final Map<BigInteger, ProposalState> states = new HashMap<>();

  /** Ids that were asked about together, in order. */
  public final List<Integer> together = new ArrayList<>();

  public int requests;

  /** Happens once, before the next part is read. */
  public Runnable before = () -> {};

  /** Happens whenever a part is read. */
  public Runnable each = () -> {};

  public MemoryAnnouncements(MemoryChain chain) {
    this.chain = chain;
  }

  @Override
  public Optional<Part> part(Dao dao, long from, long to) {
    requests++;
    Runnable first = before;
    before = () -> {};
    first.run();
    each.run();
    return chain
        .part(dao, from, 0, chain.block(dao, to).orElseThrow())
        .map(
            part ->
                new Part(
                    part.found().stream()
                        .map(its -> new Announced(its.key().proposalId(), its.proposer()))
                        .toList(),
                    changes.stream().filter(at -> at >= from && at <= part.end().number()).toList(),
                    unreadable.stream().noneMatch(at -> at >= from && at <= part.end().number()),
                    part.end()));
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    requests++;
    return chain.block(dao, number);
  }

  @Override
  public boolean isAbsentBefore(Dao dao, long block) {
    requests++;
    return !beganBefore;
  }

  @Override
  public Optional<Standing> standing(Dao dao, List<BigInteger> ids, BlockRef at) {
    requests++;
    together.add(ids.size());
    Map<BigInteger, ProposalState> known = new HashMap<>(states);
    known.keySet().retainAll(ids);
    return chain
        .block(dao, at.number())
        .filter(at::equals)
        .map(its -> new Standing(counted, known, code));
  }
}
