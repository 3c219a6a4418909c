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
import java.util.stream.Stream;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.link.Said.Kind;

/**
 * Counts the processes that ended while a plugin was asked something. Each end counts once, and
 * only where one plugin alone can have caused it: who else was being asked is as likely to, and so
 * is one whose call was given up, which goes on in that process, and what was starting, if only
 * with values that were never tried; the next process is asked so that it can be told.
 *
 * <p>Of a notifier, which writes in strangers' words what people are told, ends at notices that
 * quote them prove nothing: it is blamed for three at notices in our own words, the same or not,
 * while it wrote none that quotes. A notice at which three ended is asked for no more as it is; the
 * same in our own words is, until the third end.
 *
 * <p>Whom a stranger's proposal makes end its process is not at fault by that proposal alone: a
 * strategy or an executor that three processes ended with in an hour at one proposal is asked about
 * that one no more, and people decide. One that three ended with at different questions is asked
 * nothing more, until another file is in its place: else it would take the others' time for good.
 * What it answered in between does not matter. Of a digester nothing is counted; there the pauses
 * between starts are the bound.
 */
final class Deaths {

  private static final int MOST = 3;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final LongSupplier nanos;
  private final Set<Call> open = new HashSet<>();
  private final Map<Long, Optional<Kind>> killed = new HashMap<>();
  private final Map<Plugin, Deque<End>> ends = new HashMap<>();
  private final Map<Plugin, String> blamed = new HashMap<>();
  private final Map<Long, Set<Call>> goingOn = new HashMap<>();
  private final Set<Long> trying = new HashSet<>();
  private final Map<Plugin, Set<String>> aside = new HashMap<>();

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
    private final String about;
    private final boolean ours;

    /**
     * @param link number of the link that it is asked on
     * @param what the plugin does meanwhile, to be read after "it was"
     * @param about the proposal or the notice that it is about; "" if it is about none
     * @param ours whether it is a notice in our own words
     */
    Call(long link, Plugin plugin, String what, String about, boolean ours) {
      this.link = link;
      this.plugin = plugin;
      this.what = what;
      this.about = about;
      this.ours = ours;
    }
  }

  /** One that counted. */
  private record End(long at, String about, boolean ours) {}

  /** The question is on its way. */
  synchronized void opened(Call call) {
    open.add(call);
  }

  /** It was answered while its process ran. */
  synchronized void closed(Call call) {
    open.remove(call);
  }

  /** It was given up while its process ran, and the plugin may be at it still. */
  synchronized void givenUp(Call call) {
    open.remove(call);
    goingOn.computeIfAbsent(call.link, link -> new HashSet<>()).add(call);
  }

  /**
   * The server itself ends the process behind a link.
   *
   * @param because the kind of plugin that gave it cause; empty if none did
   */
  synchronized void killed(long link, Optional<Kind> because) {
    killed.putIfAbsent(link, because);
  }

  /** Whether a plugin behind a link may be starting with values that were never tried. */
  synchronized void trying(long link, boolean now) {
    if (now) {
      trying.add(link);
    } else {
      trying.remove(link);
    }
  }

  /**
   * How the next process is treated.
   *
   * @param ended number of the link to the one that ended
   */
  synchronized Care care(long ended) {
    boolean byServer = killed.containsKey(ended);
    Set<Plugin> busy = new HashSet<>();
    goingOn.getOrDefault(ended, Set.of()).forEach(call -> busy.add(call.plugin));
    open.stream().filter(call -> call.link == ended).forEach(call -> busy.add(call.plugin));
    return new Care(
        byServer || !busy.isEmpty(), !byServer && !busy.isEmpty(), !byServer && busy.size() > 1);
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
    goingOn.keySet().removeIf(link -> link < running);
    trying.removeIf(link -> link < running);
  }

  private void ended(long link, List<Call> unanswered) {
    boolean byServer = killed.containsKey(link);
    Optional<Kind> cause = killed.getOrDefault(link, Optional.empty());
    List<Call> suspected =
        Stream.concat(unanswered.stream(), goingOn.getOrDefault(link, Set.of()).stream())
            .filter(call -> !byServer || cause.equals(Optional.of(call.plugin.kind())))
            .toList();
    long plugins = suspected.stream().map(call -> call.plugin).distinct().count();
    if (!trying.contains(link)
        && plugins == 1
        && suspected.getFirst().plugin.kind() != Kind.DIGESTER) {
      // Of several at once it may have been the one that quotes.
      count(suspected.stream().filter(call -> !call.ours).findFirst().orElse(suspected.getFirst()));
    }
  }

  private void count(Call call) {
    long now = nanos.getAsLong();
    Deque<End> before = ends.computeIfAbsent(call.plugin, plugin -> new ArrayDeque<>());
    before.removeIf(end -> now - end.at() > WINDOW.toNanos());
    before.add(new End(now, call.about, call.ours));
    if (!call.about.isEmpty()
        && !call.ours
        && before.stream().filter(end -> end.about().equals(call.about)).count() >= MOST) {
      aside.computeIfAbsent(call.plugin, plugin -> new HashSet<>()).add(call.about);
    }
    boolean notifier = call.plugin.kind() == Kind.NOTIFIER;
    long proofs = notifier ? before.stream().filter(End::ours).count() : different(before);
    if (proofs >= MOST) {
      ends.remove(call.plugin);
      blamed.put(
          call.plugin,
          "the plugins' process ended "
              + MOST
              + " times in an hour while it was "
              + call.what
              + (notifier ? " in the server's own words" : ", not at one proposal alone")
              + "; deploy it again once it is repaired, or restart the server");
    }
  }

  /** Ends at questions that differ; all that are about no proposal do. */
  private static long different(Deque<End> ends) {
    long plain = ends.stream().filter(end -> end.about().isEmpty()).count();
    return plain
        + ends.stream().map(End::about).filter(about -> !about.isEmpty()).distinct().count();
  }

  /**
   * @param id of the plugin
   * @throws ProposalAside if it is asked about a proposal, or for a notice as it is, no more
   */
  synchronized void requireNotAside(Plugin plugin, String id, String about) {
    if (aside.getOrDefault(plugin, Set.of()).contains(about)) {
      throw new ProposalAside(
          "The plugin '"
              + id
              + "' is asked about this proposal no more: the plugins' process ended "
              + MOST
              + " times in an hour when it was. A person decides; once the plugin is repaired,"
              + " deploy it again.");
    }
  }

  /** Why a plugin is asked no more. */
  synchronized Optional<String> blame(Plugin plugin) {
    return Optional.ofNullable(blamed.get(plugin));
  }
}
