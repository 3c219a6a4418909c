package org.prytany.inference.generation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model write sentences that end in citations, and write for itself nothing but small words:
 * digits, symbols, dates, amounts, addresses and names are copied from the evidence ({@link
 * EvidenceText}), and the sentence cites where each was copied from.
 *
 * <p>It goes byte by byte, so it is the same for every vocabulary. A text may be understood in more
 * than one way as long as it is unfinished ("5" may go on as "5 members"); all ways are kept.
 */
final class CopyMask implements Constraint {

  private final TokenBytes pieces;
  private final Set<SentencePath> paths;

  /** Most tokens are refused by their first byte: what follows it is found once. */
  private final Map<Byte, Set<SentencePath>> firsts = new HashMap<>();

  private CopyMask(TokenBytes pieces, Set<SentencePath> paths) {
    this.pieces = pieces;
    this.paths = paths;
  }

  /**
   * @param evidence numbered from 1; at most {@link SentencePath#MOST_EVIDENCE}
   */
  static CopyMask of(List<String> evidence, TokenBytes pieces, SentencePath.Limits limits) {
    SentencePath start = SentencePath.start(EvidenceText.of(evidence), evidence.size(), limits);
    return new CopyMask(pieces, Set.of(start));
  }

  @Override
  public @Nullable CopyMask after(int token) {
    byte[] bytes = pieces.of(token);
    if (bytes.length == 0) {
      return null;
    }
    Set<SentencePath> now = firsts.computeIfAbsent(bytes[0], first -> step(paths, first));
    for (int i = 1; i < bytes.length && !now.isEmpty(); i++) {
      now = step(now, bytes[i]);
    }
    return now.isEmpty() ? null : new CopyMask(pieces, now);
  }

  private static Set<SentencePath> step(Set<SentencePath> paths, byte next) {
    Set<SentencePath> ways = new LinkedHashSet<>();
    for (SentencePath path : paths) {
      path.step((char) (next & 0xFF), ways);
    }
    return ways;
  }

  @Override
  public boolean mayEnd() {
    return paths.stream().anyMatch(SentencePath::mayEnd);
  }
}
