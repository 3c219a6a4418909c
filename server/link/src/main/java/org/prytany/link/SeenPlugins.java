package org.prytany.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;

/**
 * Remembers what plugins the files held that ran last, so that one whose process is started again
 * goes by its own name meanwhile, and is not taken for one that left.
 */
final class SeenPlugins {

  static final int MOST_FILES = 200;
  static final int MOST_OF_A_FILE = 10;

  /** That which was seen to run last stands last. */
  private final Map<String, List<PluginStatus>> byFile = new LinkedHashMap<>();

  /** The statuses, with the plugins of a file that starts again in the place of the file. */
  synchronized List<PluginStatus> named(List<PluginStatus> said) {
    remember(said);
    List<PluginStatus> named = new ArrayList<>();
    for (PluginStatus one : said) {
      boolean waits = one.state() == State.STAGED || one.state() == State.STARTING;
      List<PluginStatus> seen = byFile.getOrDefault(file(one), List.of());
      if (one.kind().isEmpty() && waits && !seen.isEmpty()) {
        seen.forEach(its -> named.add(with(its, State.STARTING, one.reason())));
      } else {
        named.add(one);
      }
    }
    return List.copyOf(named);
  }

  private void remember(List<PluginStatus> said) {
    Map<String, List<PluginStatus>> running = new HashMap<>();
    for (PluginStatus one : said) {
      if (!one.kind().isEmpty() && one.state() != State.GONE) {
        List<PluginStatus> its = running.computeIfAbsent(file(one), file -> new ArrayList<>());
        if (its.size() < MOST_OF_A_FILE) {
          its.add(one);
        }
      }
    }
    byFile.keySet().removeAll(running.keySet());
    byFile.putAll(running);
    Iterator<String> oldest = byFile.keySet().iterator();
    while (byFile.size() > MOST_FILES) {
      oldest.next();
      oldest.remove();
    }
  }

  private static String file(PluginStatus one) {
    return one.file().orElse("") + " " + one.sha256().orElse("");
  }

  /** The statuses while the process of plugins is not there. */
  static List<PluginStatus> starting(List<PluginStatus> of, String reason) {
    return of.stream()
        .map(
            one ->
                switch (one.state()) {
                  case ACTIVE, STANDBY, STARTING -> with(one, State.STARTING, reason);
                  default -> one;
                })
        .toList();
  }

  static PluginStatus with(PluginStatus one, State state, String reason) {
    return new PluginStatus(
        one.id(), one.version(), one.kind(), state, reason, one.file(), one.sha256());
  }
}
