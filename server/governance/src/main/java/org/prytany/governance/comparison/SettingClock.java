package org.prytany.governance.comparison;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.WrittenSettings;
import org.prytany.governance.reading.WrittenSettings.Clock;
import org.prytany.reading.cue.Cues;

/**
 * What a setting counts time in. Its own name may say it; a timelock counts seconds; a governor's
 * own periods are in its clock, which the end of the vote shows; of others nobody here knows it.
 */
record SettingClock(Comparison comparison) {

  /** Timepoints above are Unix seconds; no chain has that many blocks. */
  private static final long FIRST_TIMESTAMP = 1_000_000_000L;

  private static final Pattern VOTING = Cues.pattern(SettingClock.class, "voting");
  private static final Pattern IN_SECONDS = Cues.pattern(SettingClock.class, "in-seconds");
  private static final Map<String, Set<String>> UNITS = Cues.table(SettingClock.class, "units");
  private static final Map<String, Set<String>> BLOCKS = Cues.table(SettingClock.class, "blocks");
  private static final Set<Integer> ANY_BLOCK =
      seconds(Cues.words(SettingClock.class, "any-block"));
  private static final Clock ANY_OF_BLOCKS = new Clock(Set.of(), ANY_BLOCK);
  private static final Clock OPEN = new Clock(Set.of(1), ANY_BLOCK);

  Clock of(Change.Setting setting) {
    if (isSaid("blocks", setting.name()) && setting.chain().isEmpty()) {
      return inBlocks().orElse(ANY_OF_BLOCKS);
    }
    long end = comparison.content().voteEnd();
    boolean known =
        said(setting.name()).isEmpty()
            && end > 0
            && setting.contract().equals(comparison.dao().governor())
            && VOTING.matcher(setting.name()).find();
    if (!known) {
      return of(setting.name());
    }
    return end >= FIRST_TIMESTAMP ? Clock.SECONDS : inBlocks().orElse(OPEN);
  }

  /** In blocks of the DAO's chain, where it is known how long they take. */
  private Optional<Clock> inBlocks() {
    return Optional.ofNullable(BLOCKS.get(Long.toString(comparison.dao().chainId())))
        .map(lengths -> new Clock(seconds(lengths), Set.of()));
  }

  /** As far as a name alone tells. */
  static Clock of(String name) {
    boolean seconds = !VOTING.matcher(name).find() && IN_SECONDS.matcher(name).find();
    return said(name).orElse(seconds ? Clock.SECONDS : OPEN);
  }

  /** "delayInHours" is in hours; of blocks and epochs a name does not say how long they take. */
  private static Optional<Clock> said(String name) {
    if (isSaid("blocks", name)) {
      return Optional.of(ANY_OF_BLOCKS);
    }
    return UNITS.entrySet().stream()
        .filter(unit -> unit.getValue().stream().anyMatch(word -> isSaid(word, name)))
        .findFirst()
        .map(unit -> seconds(Set.of(unit.getKey().split(" ", -1))))
        .map(each -> each.size() == 1 ? new Clock(each, Set.of()) : new Clock(Set.of(), each));
  }

  /** "delayBlock" is in blocks, and "blockReward" is not. */
  private static boolean isSaid(String unit, String name) {
    List<String> words = WrittenSettings.words(name);
    return words.contains(unit) || !words.isEmpty() && unit.equals(words.getLast() + "s");
  }

  private static Set<Integer> seconds(Set<String> written) {
    return written.stream().map(Integer::valueOf).collect(Collectors.toSet());
  }
}
