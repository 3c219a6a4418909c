package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.chain.BlockRef;

/**
 * A chain's blocks, asked for once by all of its DAOs that want them within a moment. For reading
 * on and for what is shown; what is signed or sent asks for itself.
 */
public final class SharedBlocks {
  private static final int MOST = 512;
  private static final long HEAD = -1;

  private final long moment;
  private final Pauses pauses;
  private final Map<Long, Seen> seen = new HashMap<>();

  private record Seen(BlockRef block, long at) {}

  /**
   * @param moment how long an answer is shared; zero: it is not
   */
  SharedBlocks(Duration moment, Pauses pauses) {
    this.moment = moment.toNanos();
    this.pauses = pauses;
  }

  /** The newest block, or what was the newest a moment ago. */
  public BlockRef head(JsonRpc rpc) {
    return known(HEAD).orElseGet(() -> noted(HEAD, Blocks.head(rpc)));
  }

  /** A block by number; empty while the chain is not that long. */
  public Optional<BlockRef> at(JsonRpc rpc, long number) {
    Optional<BlockRef> known = known(number);
    return known.isPresent() ? known : Blocks.at(rpc, number).map(its -> noted(number, its));
  }

  /** The same of several, those that are not known in one request. */
  public List<Optional<BlockRef>> at(JsonRpc rpc, List<Long> numbers) {
    Map<Long, BlockRef> found = new HashMap<>();
    List<Long> open = new ArrayList<>();
    for (long number : numbers) {
      known(number).ifPresentOrElse(its -> found.put(number, its), () -> open.add(number));
    }
    if (!open.isEmpty()) {
      List<Told> told = rpc.together(open.stream().map(SharedBlocks::question).toList());
      for (int i = 0; i < open.size(); i++) {
        long number = open.get(i);
        if (told.get(i).error().isPresent()) {
          throw rpc.unavailable(told.get(i).error().get());
        }
        Blocks.at(rpc, number, told.get(i).result())
            .ifPresent(its -> found.put(number, noted(number, its)));
      }
    }
    return numbers.stream().map(number -> Optional.ofNullable(found.get(number))).toList();
  }

  private static Question question(long number) {
    return Question.of("eth_getBlockByNumber", Quantities.of(number), false);
  }

  /** Forgets which block is the newest: a newer one may be there. */
  public synchronized void forgetHead() {
    seen.remove(HEAD);
  }

  /** Forgets everything. */
  public synchronized void forget() {
    seen.clear();
  }

  private synchronized Optional<BlockRef> known(long number) {
    return Optional.ofNullable(seen.get(number))
        .filter(its -> pauses.nanos() - its.at() < moment)
        .map(Seen::block);
  }

  private synchronized BlockRef noted(long number, BlockRef block) {
    if (moment > 0) {
      long now = pauses.nanos();
      if (seen.size() >= MOST) {
        seen.values().removeIf(its -> now - its.at() >= moment);
      }
      seen.put(number, new Seen(block, now));
    }
    return block;
  }
}
