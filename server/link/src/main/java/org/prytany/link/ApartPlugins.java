package org.prytany.link;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenUp;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.plugin.SetForPlugins;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Kind;
import org.prytany.link.Said.Offered;
import org.prytany.spi.Notifier;
import org.prytany.spi.VoteStrategy;

/**
 * Plugins in a process of their own, as the server sees them. While that process is away nothing is
 * in use, and whatever was being asked is PLUGIN_UNAVAILABLE: who asks again is answered by the
 * next process.
 */
public final class ApartPlugins implements Plugins, AutoCloseable {

  /** So much longer than its call may take an answer may be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

  /** What people are told is written in so long at the most; the host holds a call to it. */
  private static final Duration WRITING = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(250);

  private static final String OTHERS_START =
      "the plugins' process ended while plugins were asked: now they are asked once all have"
          + " started";

  private static final Logger LOG = System.getLogger(ApartPlugins.class.getName());

  private final PluginsProcess process;
  private final Duration patience;
  private final Duration writing;
  private final RulesInForce rules;
  private final Deaths deaths = new Deaths(System::nanoTime);
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plugins-patience").factory());
  private final SeenPlugins seen = new SeenPlugins();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plugins-look").factory());
  private final Telling telling;
  private volatile View view = new View(Optional.empty(), List.of(), Map.of());

  /** What one process said last. */
  private record View(
      Optional<NearEnd> link, List<PluginStatus> statuses, Map<Kind, Offered> offered) {}

  /**
   * @param process started and closed with this
   * @param rules that each process is given
   * @param approved what may run by an operator's signature, as it is now
   * @param set what operators set for plugins
   * @param call longest time on the clock of one call, which the other end holds
   */
  public ApartPlugins(
      PluginsProcess process,
      RulesInForce rules,
      Supplier<SignedFor> approved,
      SetForPlugins set,
      Duration call) {
    this(process, rules, approved, set, call, ON_ITS_WAY);
  }

  ApartPlugins(
      PluginsProcess process,
      RulesInForce rules,
      Supplier<SignedFor> approved,
      SetForPlugins set,
      Duration call,
      Duration onItsWay) {
    this.process = process;
    this.rules = rules;
    this.telling = new Telling(approved, set, this::quick);
    this.patience = call.plus(onItsWay);
    this.writing = (call.compareTo(WRITING) < 0 ? call : WRITING).plus(onItsWay);
    process.start(deaths::care);
    var _ = looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Optional<RunningDigester> digester() {
    return inUse(Kind.DIGESTER, Apart.Digester::new);
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return inUse(Kind.STRATEGY, Apart.Strategy::new);
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return inUse(Kind.EXECUTOR, Apart.Executor::new);
  }

  @Override
  public Optional<Notifier> notifier() {
    return inUse(Kind.NOTIFIER, Apart.Notifier::new);
  }

  @Override
  public void hasten() {
    process.hasten();
  }

  private <T> Optional<T> inUse(Kind kind, Function<Apart.Bound, ? extends T> made) {
    View now = view;
    Offered offered = now.offered().get(kind);
    return offered == null || !process.link().equals(now.link()) || blame(kind).isPresent()
        ? Optional.empty()
        : now.link().map(link -> made.apply(new Bound(link, kind, offered)));
  }

  @Override
  public List<PluginStatus> statuses() {
    return process.link().isPresent() && process.link().equals(view.link())
        ? view.statuses().stream().map(this::blamed).toList()
        : away();
  }

  /** Nobody who only wants to know waits for a process that does not answer. */
  private void look() {
    Optional<NearEnd> link = process.link();
    if (link.isEmpty()) {
      return;
    }
    try {
      tell(link.get());
      List<PluginStatus> said =
          quick(link.get(), new Ask.Statuses(), Answer.Statuses.class).statuses();
      boolean begun = link.get().turns().begun(said);
      Map<Kind, Offered> offered = new EnumMap<>(Kind.class);
      for (Kind kind : begun ? Kind.values() : new Kind[0]) {
        quick(link.get(), new Ask.InUse(kind), Answer.InUse.class)
            .offered()
            .ifPresent(one -> offered.put(kind, one));
      }
      deaths.ran(link.get().number());
      List<PluginStatus> named = seen.named(said);
      view = new View(link, begun ? named : SeenPlugins.starting(named, OTHERS_START), offered);
    } catch (NearEnd.Gone | RuntimeException | Error e) {
      // Nothing that is seen ends the looking; what a process that is gone said last is said of it.
      LOG.log(Level.DEBUG, "the plugins' process was not looked at", e);
    }
  }

  // What ends the process while values are on trial is held against nobody who was asked meanwhile.
  private void tell(NearEnd link) throws NearEnd.Gone {
    try {
      telling.tell(link);
    } finally {
      deaths.trying(link.number(), telling.trying());
    }
  }

  private <A extends Answer> A quick(NearEnd link, Ask ask, Class<A> type) throws NearEnd.Gone {
    return ask(
        link,
        Optional.empty(),
        ON_ITS_WAY,
        () -> link.ask(ask, type, its -> Optional.empty(), () -> {}));
  }

  private List<PluginStatus> away() {
    String why = process.why();
    String reason =
        "the plugins' process is being started" + (why.isEmpty() ? "" : " again: " + why);
    return SeenPlugins.starting(view.statuses(), reason);
  }

  private PluginStatus blamed(PluginStatus one) {
    return Kind.of(one)
        .filter(kind -> one.state() == State.ACTIVE)
        .flatMap(kind -> deaths.blame(new Deaths.Plugin(kind, one.sha256().orElse(""))))
        .map(reason -> SeenPlugins.with(one, State.QUARANTINED, reason))
        .orElse(one);
  }

  private Optional<String> blame(Kind kind) {
    return deaths.blame(inUse(kind));
  }

  /** The plugin that is in use, as it was said last. */
  private Deaths.Plugin inUse(Kind kind) {
    return new Deaths.Plugin(
        kind,
        view.statuses().stream()
            .filter(one -> one.state() == State.ACTIVE && Kind.of(one).equals(Optional.of(kind)))
            .findFirst()
            .flatMap(PluginStatus::sha256)
            .orElse(""));
  }

  /**
   * @param asked the kind of plugin that is; empty if it is the host
   */
  private <A> A ask(NearEnd link, Optional<Kind> asked, Duration within, Turns.Asking<A> asking)
      throws NearEnd.Gone {
    Future<?> late =
        watch.schedule(
            () -> kill(link, asked, "it did not answer within " + within.toSeconds() + " s"),
            within.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return asking.answer();
    } finally {
      late.cancel(false);
    }
  }

  private void kill(NearEnd link, Optional<Kind> cause, String because) {
    deaths.killed(link.number(), cause);
    process.kill(link, because);
  }

  /** A plugin of one process: once that ended, it answers no more. */
  private final class Bound implements Apart.Bound {
    private final NearEnd link;
    private final Kind kind;
    private final Offered offered;

    Bound(NearEnd link, Kind kind, Offered offered) {
      this.link = link;
      this.kind = kind;
      this.offered = offered;
    }

    @Override
    public Offered offered() {
      return offered;
    }

    @Override
    public NearEnd link() {
      return link;
    }

    @Override
    public <A extends Answer> A ask(
        String what, Ask ask, Class<A> type, Function<A, Optional<String>> judged) {
      Deaths.Plugin plugin = inUse(kind);
      boolean ours = ask.isInOurWords();
      if (!ours) {
        deaths.requireNotAside(plugin, offered.id(), ask.about());
      }
      Duration within = kind == Kind.NOTIFIER ? writing : patience;
      Deaths.Call call = new Deaths.Call(link.number(), plugin, what, ask.about(), ours);
      boolean lost = false;
      boolean goesOn = false;
      try {
        return link.turns()
            .in(
                kind,
                within,
                () ->
                    ApartPlugins.this.ask(
                        link,
                        Optional.of(kind),
                        within,
                        () -> link.ask(ask, type, judged, () -> deaths.opened(call))));
      } catch (GivenUp e) {
        goesOn = true;
        throw e;
      } catch (NearEnd.Gone e) {
        lost = ended();
        goesOn = !lost;
        throw new PrytanyException(
            FailureCode.PLUGIN_UNAVAILABLE,
            "the plugins' process was left or ended while the plugin '"
                + offered.id()
                + "' was "
                + what
                + "; ask again",
            e);
      } finally {
        if (goesOn) {
          deaths.givenUp(call);
        } else if (!lost) {
          deaths.closed(call);
        }
      }
    }

    private boolean ended() {
      try {
        return !Thread.currentThread().isInterrupted() && process.ended(link);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /**
     * A process of which it is not known by what rules it votes is ended, and gets the old ones.
     */
    @Override
    public void adopt(String sha256, Runnable change) {
      rules.change(
          sha256,
          () -> {
            boolean changed = false;
            try {
              change.run();
              changed = true;
            } finally {
              if (!changed) {
                kill(link, Optional.empty(), "it did not put changed rules into force");
              }
            }
          });
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    watch.shutdownNow();
    process.close();
  }
}
