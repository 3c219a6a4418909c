package org.prytany.governance.comparison;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.WrittenSettings.Clock;
import org.prytany.reading.cue.Cues;

/**
 * What a setting counts time in. A timelock counts seconds; a governor's own periods are in its
 * clock, which the end of the vote shows; of others nobody here knows it.
 */
record SettingClock(Comparison comparison) {

  /** Timepoints above are Unix seconds; no chain has that many blocks. */
  private static final long FIRST_TIMESTAMP = 1_000_000_000L;

  private static final Pattern VOTING = Cues.pattern(SettingClock.class, "voting");
  private static final Pattern IN_SECONDS = Cues.pattern(SettingClock.class, "in-seconds");
  private static final Map<String, Set<String>> BLOCKS = Cues.table(SettingClock.class, "blocks");
  private static final Set<Integer> ANY_BLOCK = Set.of(2, 5, 12, 13, 15);
  private static final Clock OPEN = new Clock(Set.of(1), ANY_BLOCK);

  Clock of(Change.Setting setting) {
    long end = comparison.content().voteEnd();
    boolean known =
        end > 0
            && setting.contract().equals(comparison.dao().governor())
            && VOTING.matcher(setting.name()).find();
    if (!known) {
      return of(setting.name());
    }
    return end >= FIRST_TIMESTAMP
        ? Clock.SECONDS
        : new Clock(
            BLOCKS.getOrDefault(Long.toString(comparison.dao().chainId()), Set.of()).stream()
                .map(Integer::valueOf)
                .collect(Collectors.toSet()),
            ANY_BLOCK);
  }

  /** As far as a name alone tells. */
  static Clock of(String name) {
    return !VOTING.matcher(name).find() && IN_SECONDS.matcher(name).find() ? Clock.SECONDS : OPEN;
  }
}
