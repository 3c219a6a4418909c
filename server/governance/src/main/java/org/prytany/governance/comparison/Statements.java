package org.prytany.governance.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.governance.reading.ReadableText;
import org.prytany.reading.Reading;

/**
 * What the host itself reads in texts. The few that were read last are kept: one text is asked for
 * when it is digested, and each time it is compared. Bounded in number and size. Thread-safe.
 */
final class Statements {

  private static final int MOST_KEPT = 16;
  private static final int MOST_CHARACTERS = 2_000_000;

  /** No reader follows more, and the first of them are compared. */
  private static final int MOST = 5_000;

  /** The one that was used last at the end. */
  private final Map<String, Reading> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

  private int characters;

  /**
   * @param raw the description as it was proposed; spans are offsets into it
   */
  Reading of(String raw) {
    synchronized (kept) {
      Reading known = kept.get(raw);
      if (known != null) {
        return known;
      }
    }
    Reading all = Reading.of(ReadableText.of(raw));
    Reading read =
        new Reading(
            all.statements().subList(0, Math.min(MOST, all.statements().size())),
            all.foreign(),
            all.doubts());
    if (raw.length() <= MOST_CHARACTERS) {
      keep(raw, read);
    }
    return read;
  }

  private void keep(String raw, Reading read) {
    synchronized (kept) {
      characters += kept.put(raw, read) == null ? raw.length() : 0;
      while (kept.size() > MOST_KEPT || characters > MOST_CHARACTERS) {
        String eldest = List.copyOf(kept.keySet()).getFirst();
        kept.remove(eldest);
        characters -= eldest.length();
      }
    }
  }
}
