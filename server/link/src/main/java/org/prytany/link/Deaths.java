package org.prytany.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.prytany.link.Said.Kind;

/**
 * Counts the processes that ended while a plugin was asked something. Each end counts once, and
 * only where one plugin alone had not answered: who else was being asked is as likely to be the
 * cause, and so is what was starting; the next process is asked so that it can be told. A strategy
 * or an executor that three processes ended with in an hour is asked no more, until another file is
 * in its place: else it would take the others' time for good. What it answered in between does not
 * matter. Of a digester, whose texts strangers choose, it proves nothing; there the pauses between
 * starts are the bound.
 */
final class Deaths {

  private static final int MOST = 3;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final LongSupplier nanos;
  private final Set<Call> open = new HashSet<>();
  private final Map<Long, Optional<Kind>> killed = new HashMap<>();
  private final Map<Plugin, Deque<Long>> ends = new HashMap<>();
  private final Map<Plugin, String> blamed = new HashMap<>();

  /**
   * @param nanos a clock that never goes back
   */
  Deaths(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * A plugin of one file.
   *
   * @param sha256 of the file; "" if it is not known
   */
  record Plugin(Kind kind, String sha256) {}

  /** One question; each is another. */
  static final class Call {
    private final long link;
    private final Plugin plugin;
    private final String what;

    /**
     * @param link number of the link that it is asked on
     * @param what the plugin does meanwhile, to be read after "it was"
     */
    Call(long link, Plugin plugin, String what) {
      this.link = link;
      this.plugin = plugin;
      this.what = what;
    }
  }

  /** The question is on its way. */
  synchronized void opened(Call call) {
    open.add(call);
  }

  /** It was answered, or given up, while its process ran. */
  synchronized void closed(Call call) {
    open.remove(call);
  }

  /**
   * The server itself ends the process behind a link.
   *
   * @param because the kind of plugin that gave it cause; empty if none did
   */
  synchronized void killed(long link, Optional<Kind> because) {
    killed.putIfAbsent(link, because);
  }

  /**
   * How the next process is treated.
   *
   * @param ended number of the link to the one that ended; 0 if there was none
   */
  synchronized Care care(long ended) {
    boolean byServer = killed.containsKey(ended);
    long asked =
        open.stream()
            .filter(call -> call.link == ended)
            .map(call -> call.plugin)
            .distinct()
            .count();
    return new Care(byServer || asked > 0, !byServer && asked > 0, !byServer && asked > 1);
  }

  /**
   * Another process runs, so that those before it have ended.
   *
   * @param running number of its link
   */
  synchronized void ran(long running) {
    Map<Long, List<Call>> unanswered =
        open.stream()
            .filter(call -> call.link < running)
            .collect(Collectors.groupingBy(call -> call.link));
    unanswered.forEach(this::ended);
    open.removeIf(call -> call.link < running);
    killed.keySet().removeIf(link -> link < running);
  }

  private void ended(long link, List<Call> unanswered) {
    Optional<Kind> cause = killed.getOrDefault(link, Optional.empty());
    List<Call> suspected =
        killed.containsKey(link)
            ? unanswered.stream()
                .filter(call -> cause.equals(Optional.of(call.plugin.kind())))
                .toList()
            : unanswered;
    Set<Plugin> plugins = suspected.stream().map(call -> call.plugin).collect(Collectors.toSet());
    if (plugins.size() == 1 && suspected.getFirst().plugin.kind() != Kind.DIGESTER) {
      count(suspected.getFirst());
    }
  }

  private void count(Call call) {
    long now = nanos.getAsLong();
    Deque<Long> before = ends.computeIfAbsent(call.plugin, plugin -> new ArrayDeque<>());
    before.removeIf(end -> now - end > WINDOW.toNanos());
    before.add(now);
    if (before.size() >= MOST) {
      ends.remove(call.plugin);
      blamed.put(
          call.plugin,
          "the plugins' process ended "
              + MOST
              + " times in an hour while it was "
              + call.what
              + "; deploy it again once it is repaired, or restart the server");
    }
  }

  /** Why a plugin is asked no more. */
  synchronized Optional<String> blame(Plugin plugin) {
    return Optional.ofNullable(blamed.get(plugin));
  }
}
