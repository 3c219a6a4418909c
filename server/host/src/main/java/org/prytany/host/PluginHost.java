package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.prytany.bridge.PluginKind;
import org.prytany.bridge.PluginRegistration;
import org.prytany.bridge.PluginRegistry;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenSettings;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.host.budget.Times;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Publishers;
import org.prytany.host.inspect.Report;
import org.prytany.spi.Notifier;
import org.prytany.spi.Plugin;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteStrategy;

/**
 * The server's view of plugins. Only WARs whose SHA-256 the operator listed, and against which
 * nothing was found, are started at all; their plugins are handed out as guarded calls.
 *
 * <p>Close it when the server's own application stops.
 */
public final class PluginHost implements Plugins, AutoCloseable {

  private static final Logger LOG = System.getLogger(PluginHost.class.getName());
  private static final String BOUNDS =
      "; prytany.digest.timeout and prytany.digest.hang-after say how long it may take";

  private static final long WATCH_MILLIS = 250;

  private final HostSettings settings;
  private final PluginRegistry registry;
  private final Times times;
  private final Deployments deployments;
  private final Roster roster;
  private final Map<Long, CallGuard> guards = new ConcurrentHashMap<>();
  private final Map<String, PluginStatus> gone = new LinkedHashMap<>();
  private final Leftovers leftovers = new Leftovers();
  private Map<String, PluginStatus> active = Map.of();
  private final ScheduledExecutorService watch;

  /**
   * A host that starts what the operator listed.
   *
   * @param registry that of this JVM
   */
  public PluginHost(HostSettings settings, PluginRegistry registry) {
    this(settings, registry, Publishers.ANYBODY);
  }

  /**
   * A host that starts what the operator listed.
   *
   * @param registry that of this JVM
   * @param publishers who has to have signed it
   */
  public PluginHost(HostSettings settings, PluginRegistry registry, Publishers publishers) {
    this(
        settings,
        registry,
        InstantSource.system(),
        Times.ofThisMachine(),
        ServerApplications::state,
        Inspection::of,
        publishers::against);
  }

  PluginHost(
      HostSettings settings,
      PluginRegistry registry,
      InstantSource clock,
      Times times,
      Function<String, Optional<String>> serverState,
      Function<Path, Report> inspection) {
    this(settings, registry, clock, times, serverState, inspection, war -> List.of());
  }

  PluginHost(
      HostSettings settings,
      PluginRegistry registry,
      InstantSource clock,
      Times times,
      Function<String, Optional<String>> serverState,
      Function<Path, Report> inspection,
      Function<Path, List<String>> publishers) {
    this.settings = settings;
    this.registry = registry;
    this.times = times;
    this.deployments =
        new Deployments(settings, registry, clock, serverState, inspection, publishers);
    try {
      this.roster =
          new Roster(settings, new Incumbents(settings.state()), deployments, this::quarantine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plugin-watch").factory());
    watch.scheduleWithFixedDelay(this::look, 0, WATCH_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Optional<RunningDigester> digester() {
    return guarded(PluginKind.DIGESTER, ProposalDigester.class, Guarded.Digester::new);
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return guarded(PluginKind.STRATEGY, VoteStrategy.class, Guarded.Strategy::new);
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return guarded(PluginKind.EXECUTOR, TreasuryExecutor.class, Guarded.Executor::new);
  }

  @Override
  public Optional<Notifier> notifier() {
    return guarded(PluginKind.NOTIFIER, Notifier.class, Guarded.Notifier::new);
  }

  @Override
  public synchronized List<PluginStatus> statuses() {
    PluginRegistry.Snapshot offers = registry.snapshot();
    Map<PluginRegistration, PluginStatus> running = roster.judge(offers.registrations());
    guards.keySet().retainAll(running.keySet().stream().map(PluginRegistration::sequence).toList());
    Map<String, PluginStatus> now = new LinkedHashMap<>();
    running.forEach(
        (registration, status) -> {
          now.put(key(status), status);
          leftovers.runs(key(status), registration.loader());
        });
    active.forEach(
        (key, status) -> {
          if (!now.containsKey(key)) {
            gone.put(key, stopped(status));
          }
        });
    gone.keySet().removeAll(now.keySet());
    active = now;
    List<PluginStatus> all = new ArrayList<>(running.values());
    deployments.lying().forEach(one -> Roster.status(one).ifPresent(all::add));
    for (String name : deployments.foreign()) {
      all.add(
          Roster.foreign(
              name, "it was found where only the host puts files, and was removed from there"));
    }
    for (PluginRegistry.TurnedAway away : offers.turnedAway()) {
      all.add(
          Roster.foreign(
              away.application(), "a plugin that it offered was turned away: " + away.reason()));
    }
    gone.forEach((key, status) -> all.add(leaving(key, status)));
    return List.copyOf(all);
  }

  @Override
  public void approve(SignedFor signedFor) {
    deployments.approve(signedFor);
  }

  @Override
  public void configure(GivenSettings given) {
    deployments.configure(given);
  }

  @Override
  public List<TakenSettings> taken() {
    return deployments.taken();
  }

  @Override
  public void close() {
    watch.shutdownNow();
    deployments.close();
  }

  /** Starts, updates and stops what is to be. Never throws, or the watch would end. */
  void look() {
    try {
      deployments.look();
      statuses();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "the plugin directory could not be looked through", e);
    }
  }

  private <T extends Plugin, G extends T> Optional<G> guarded(
      PluginKind kind,
      Class<T> contract,
      BiFunction<PluginRegistration, Guarded.Caller<T>, ? extends G> wrap) {
    return roster.judge(registry.snapshot().registrations()).entrySet().stream()
        .filter(one -> one.getKey().kind() == kind && one.getValue().state() == State.ACTIVE)
        .map(Map.Entry::getKey)
        .findFirst()
        .map(found -> wrap.apply(found, new Lookup<>(found.sequence(), kind, contract)));
  }

  private Optional<String> quarantine(PluginRegistration registration) {
    return Optional.ofNullable(guards.get(registration.sequence())).flatMap(CallGuard::quarantine);
  }

  private static String key(PluginStatus status) {
    return status.kind() + " " + status.id() + " " + status.file().orElse("");
  }

  /** With what it left in the virtual machine, as it is found now. */
  private PluginStatus leaving(String key, PluginStatus status) {
    return leftovers
        .of(key)
        .map(left -> with(status, State.GONE, status.reason() + "; " + left))
        .orElse(status);
  }

  private static PluginStatus stopped(PluginStatus status) {
    return with(status, State.GONE, "its WAR is not running any more");
  }

  private static PluginStatus with(PluginStatus status, State state, String reason) {
    return new PluginStatus(
        status.id(),
        status.version(),
        status.kind(),
        state,
        reason,
        status.file(),
        status.sha256());
  }

  /** Finds a registration by its number, so that nothing here holds the plugin between calls. */
  private final class Lookup<T extends Plugin> implements Guarded.Caller<T> {
    private final long sequence;
    private final PluginKind kind;
    private final Class<T> contract;

    Lookup(long sequence, PluginKind kind, Class<T> contract) {
      this.sequence = sequence;
      this.kind = kind;
      this.contract = contract;
    }

    @Override
    public <R> R call(Asked<T, R> asked, Optional<Asked<T, R>> own) {
      Map.Entry<PluginRegistration, PluginStatus> found =
          roster.judge(registry.snapshot().registrations()).entrySet().stream()
              .filter(one -> one.getKey().sequence() == sequence)
              .findFirst()
              .orElseThrow(
                  () ->
                      new PrytanyException(
                          FailureCode.PLUGIN_UNAVAILABLE,
                          "the " + kind.key() + " plugin was undeployed; ask again"));
      String name = "the " + kind.key() + " plugin '" + found.getKey().id() + "'";
      if (found.getValue().state() != State.ACTIVE) {
        throw new PrytanyException(
            FailureCode.PLUGIN_UNAVAILABLE, name + ": " + found.getValue().reason());
      }
      T plugin = found.getKey().as(contract).orElseThrow();
      CallGuard guard =
          guards.computeIfAbsent(
              sequence,
              number ->
                  new CallGuard(
                      name,
                      settings.call(kind),
                      kind == PluginKind.NOTIFIER ? "" : BOUNDS,
                      times,
                      registry.hidden(found.getKey().origin())));
      return guard.call(plugin, asked, own);
    }
  }
}
