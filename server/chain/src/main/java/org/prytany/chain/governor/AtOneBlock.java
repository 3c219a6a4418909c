package org.prytany.chain.governor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.ProposalKey;

/**
 * What a governor says of proposals, each at the block at which it was asked last: at one block, by
 * its hash, it always says the same of the same content. Which block is the newest is not known
 * from here.
 */
final class AtOneBlock<V> {
  private static final int MOST = 4_096;

  private final Map<ProposalKey, Told<V>> told = new ConcurrentHashMap<>();

  private record Told<V>(ProposalContent content, BlockRef at, V answer) {}

  /**
   * The answer that is known, or the one that is asked for now.
   *
   * @param ask empty where the block is not in the chain any more: nothing is remembered then
   */
  Optional<V> of(ProposalContent content, BlockRef at, Supplier<Optional<V>> ask) {
    Told<V> known = told.get(content.key());
    if (known != null && known.at().equals(at) && known.content().equals(content)) {
      return Optional.of(known.answer());
    }
    Optional<V> answer = ask.get();
    if (answer.isPresent()) {
      if (told.size() >= MOST) {
        told.clear();
      }
      told.put(content.key(), new Told<>(content, at, answer.get()));
    }
    return answer;
  }

  /** What was said last, whenever that was. */
  Optional<V> last(ProposalContent content) {
    return Optional.ofNullable(told.get(content.key())).map(Told::answer);
  }
}
