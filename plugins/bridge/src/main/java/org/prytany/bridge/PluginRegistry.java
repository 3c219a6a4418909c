package org.prytany.bridge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.spi.Plugin;
import org.prytany.spi.PluginConfiguration;
import org.prytany.spi.PluginContext;

/**
 * What the running WARs offer, one per JVM: this class is loaded once, by the library that server
 * and plugins share. It takes offers only from applications that the host itself started, each
 * bound to the class loader that spoke first and to the hash that the host took before it started
 * them; whatever else is offered is turned away and kept by name. Who may be called is decided by
 * the host alone.
 *
 * <p>The JVM's own registry is given to one claimant at a time, and to nobody else. After {@link
 * #withdraw} nothing here refers to the WAR any more.
 */
public final class PluginRegistry {

  private static final Logger LOG = System.getLogger(PluginRegistry.class.getName());
  private static final int MOST_TURNED_AWAY = 100;
  private static final PluginRegistry SHARED = new PluginRegistry();

  private static final Object CLAIMING = new Object();
  private static boolean claimed;

  private final Object lock = new Object();
  private final List<PluginRegistration> registrations = new ArrayList<>();
  private final Map<String, Bound> admitted = new HashMap<>();
  private final List<TurnedAway> turnedAway = new ArrayList<>();
  private final List<StartFailure> failures = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  /** A registry of its own; the running server claims that of its JVM. */
  public PluginRegistry() {}

  /** The registry of this JVM, for the extension beside it. */
  static PluginRegistry shared() {
    return SHARED;
  }

  /**
   * Takes the JVM's registry for a host, until it is closed.
   *
   * @throws IllegalStateException if somebody has it
   */
  public static Claim claim() {
    synchronized (CLAIMING) {
      if (claimed) {
        throw new IllegalStateException("the registry of plugins is the host's alone");
      }
      claimed = true;
      return new Claim();
    }
  }

  /** What the host holds while it runs. */
  public static final class Claim implements AutoCloseable {
    private boolean open = true;

    private Claim() {}

    /** The registry, while the claim lasts. */
    public PluginRegistry registry() {
      synchronized (CLAIMING) {
        if (!open) {
          throw new IllegalStateException("the claim to the registry of plugins has ended");
        }
        return SHARED;
      }
    }

    @Override
    public void close() {
      synchronized (CLAIMING) {
        if (open) {
          open = false;
          claimed = false;
        }
      }
    }
  }

  /**
   * An application that the host starts.
   *
   * @param application its name in the server, used once
   * @param running the file that the server runs
   * @param shown the name of the operator's file
   * @param sha256 of the operator's file, taken before anything of it ran; 64 lower-case
   *     hexadecimal digits
   * @param settled for the plugin in it; empty if the host has nothing for it
   * @param promise what its file says that it is
   */
  public record Admission(
      String application,
      String running,
      String shown,
      String sha256,
      Optional<Settled> settled,
      Promise promise) {}

  /** What a file says of the plugin in it, before anything of it runs. */
  @FunctionalInterface
  public interface Promise {
    /**
     * What an offer is otherwise than the file says, in words; empty if nothing.
     *
     * @param kind as {@link PluginKind#key()}
     */
    Optional<String> contradiction(String id, String version, String kind);
  }

  /**
   * What an operator set for a plugin.
   *
   * @param id of the plugin that gets it; no other in the WAR does
   * @param hidden texts in it that may be secrets: what the plugin throws is shown without them
   */
  public record Settled(String id, PluginConfiguration configuration, Set<String> hidden) {
    public Settled {
      hidden = Set.copyOf(hidden);
    }
  }

  /**
   * An offer that was not taken.
   *
   * @param application that made it, as the server calls it
   * @param reason in words
   */
  public record TurnedAway(String application, String reason) {}

  /** An admission, and the class loader that first spoke for it. */
  private static final class Bound {
    private final Admission admission;
    private final Set<String> started = new HashSet<>();
    private final Set<String> failed = new HashSet<>();
    private @Nullable WeakReference<ClassLoader> loader;

    Bound(Admission admission) {
      this.admission = admission;
    }
  }

  /** Lets an application offer, from before it starts. */
  public void admit(Admission admission) {
    synchronized (lock) {
      admitted.put(admission.application(), new Bound(admission));
    }
  }

  /**
   * Lets an application offer no more, and forgets what of it was turned away. What it offered
   * stays until it is withdrawn.
   */
  public void dismiss(String application) {
    synchronized (lock) {
      if (admitted.remove(application) != null) {
        turnedAway.removeIf(one -> one.application().equals(application));
      }
    }
  }

  /**
   * A WAR whose plugin bean could not be made or asked for its id.
   *
   * @param beanClass the plugin's class name
   * @param reason what it threw, in words
   */
  public record StartFailure(Origin origin, String beanClass, String reason) {}

  /**
   * Everything offered at one moment, oldest first.
   *
   * @param failures WARs that run but whose plugin could not be made
   * @param turnedAway offers that were not taken, the last hundred
   */
  public record Snapshot(
      List<PluginRegistration> registrations,
      List<StartFailure> failures,
      List<TurnedAway> turnedAway) {

    public Snapshot {
      registrations = List.copyOf(registrations);
      failures = List.copyOf(failures);
      turnedAway = List.copyOf(turnedAway);
    }
  }

  /**
   * Takes an offer of an admitted application. The hash is the one that the host took, whatever the
   * origin says.
   *
   * @return empty when the offer is turned away, as one that is not what its file says, or the same
   *     WAR already offers this id in this kind: the CDI container runs the extension more than
   *     once a WAR
   * @throws IllegalArgumentException if id or version are blank or unfit for a log line
   */
  public Optional<PluginRegistration> offer(
      PluginKind kind, ClassLoader loader, Origin origin, Plugin proxy) {
    String id = fit("id", proxy.id());
    String version = fit("version", proxy.version());
    PluginRegistration registration;
    synchronized (lock) {
      Optional<Origin> bound = bound(loader, origin);
      if (bound.isEmpty()) {
        return Optional.empty();
      }
      Optional<String> otherwise =
          Objects.requireNonNull(admitted.get(origin.application()))
              .admission
              .promise()
              .contradiction(id, version, kind.key());
      if (otherwise.isPresent()) {
        away(origin.application(), otherwise.get());
        return Optional.empty();
      }
      for (PluginRegistration known : registrations) {
        if (known.kind() == kind && known.id().equals(id) && known.loader().refersTo(loader)) {
          return Optional.empty();
        }
      }
      registration =
          new PluginRegistration(
              ++sequence, id, version, kind, new WeakReference<>(loader), bound.get(), proxy);
      registrations.add(registration);
    }
    tell();
    return Optional.of(registration);
  }

  /**
   * What a plugin is to be started with.
   *
   * @param which bean, of which kind
   * @return empty when the WAR is turned away, or this one has been started: the CDI container runs
   *     the extension more than once a WAR
   */
  public Optional<PluginContext> starting(
      ClassLoader loader, Origin origin, String which, String id) {
    synchronized (lock) {
      if (bound(loader, origin).isEmpty()) {
        return Optional.empty();
      }
      Bound bound = Objects.requireNonNull(admitted.get(origin.application()));
      PluginConfiguration its =
          bound
              .admission
              .settled()
              .filter(one -> one.id().equals(id))
              .map(Settled::configuration)
              .orElse(PluginConfiguration.EMPTY);
      return bound.started.add(which)
          ? Optional.of(new GivenContext(fit("id", id), its))
          : Optional.empty();
    }
  }

  /** Whether a bean of a WAR could not be made or started: then it is not tried again. */
  boolean hasFailed(Origin origin, String beanClass) {
    synchronized (lock) {
      Bound bound = admitted.get(origin.application());
      return bound != null && bound.failed.contains(beanClass);
    }
  }

  /** Forgets offers of a bean of which another kind cannot be offered. */
  void takeBack(List<PluginRegistration> offers) {
    synchronized (lock) {
      if (!registrations.removeAll(offers)) {
        return;
      }
    }
    tell();
  }

  /** Texts that were set for the plugin of a WAR, which are not to be repeated. */
  public Set<String> hidden(Origin origin) {
    synchronized (lock) {
      Bound bound = admitted.get(origin.application());
      return bound == null
          ? Set.of()
          : bound.admission.settled().map(Settled::hidden).orElse(Set.of());
    }
  }

  /** Notes that a WAR runs but its plugin could not be made or started. */
  public void failed(ClassLoader loader, Origin origin, String beanClass, String reason) {
    synchronized (lock) {
      Optional<Origin> bound = bound(loader, origin);
      if (bound.isEmpty()) {
        return;
      }
      Objects.requireNonNull(admitted.get(origin.application())).failed.add(beanClass);
      StartFailure failure = new StartFailure(bound.get(), beanClass, reason);
      if (failures.contains(failure)) {
        return;
      }
      failures.add(failure);
    }
    tell();
  }

  // Called with the lock held. The origin with what the host knows in the place of what was said.
  private Optional<Origin> bound(ClassLoader loader, Origin origin) {
    Bound bound = admitted.get(origin.application());
    if (bound == null) {
      return away(origin.application(), "the host did not start this application");
    }
    if (origin.file().filter(file -> !file.equals(bound.admission.running())).isPresent()) {
      return away(origin.application(), "its classes are not from the file that the host started");
    }
    if (bound.loader == null) {
      bound.loader = new WeakReference<>(loader);
    } else if (!bound.loader.refersTo(loader)) {
      return away(origin.application(), "another class loader speaks for this application");
    }
    return Optional.of(
        new Origin(
            origin.application(),
            Optional.of(bound.admission.shown()),
            Optional.of(bound.admission.sha256())));
  }

  private Optional<Origin> away(String application, String reason) {
    TurnedAway one = new TurnedAway(application, reason);
    if (!turnedAway.contains(one)) {
      LOG.log(Level.ERROR, "an offer of {0} is turned away: {1}", application, reason);
      turnedAway.add(one);
      if (turnedAway.size() > MOST_TURNED_AWAY) {
        turnedAway.removeFirst();
      }
    }
    return Optional.empty();
  }

  /** Forgets everything that this WAR offered, and whatever a collected WAR left behind. */
  public void withdraw(ClassLoader loader, String application) {
    boolean changed;
    synchronized (lock) {
      changed =
          registrations.removeIf(
              known -> known.loader().refersTo(loader) || known.loader().refersTo(null));
      Bound bound = admitted.get(application);
      boolean own = bound == null || bound.loader == null || bound.loader.refersTo(loader);
      changed |=
          own && failures.removeIf(known -> known.origin().application().equals(application));
    }
    if (changed) {
      tell();
    }
  }

  /** Everything offered now. */
  public Snapshot snapshot() {
    synchronized (lock) {
      return new Snapshot(registrations, failures, turnedAway);
    }
  }

  /**
   * Calls the listener after every change, on the thread that made it. Whoever subscribes must
   * close the subscription before its own WAR stops, else the WAR is held for ever.
   */
  public Subscription subscribe(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends a subscription. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private void tell() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        // A WAR that starts must not fail because somebody who watches does.
        LOG.log(Level.WARNING, "a listener to plugin changes failed", e);
      }
    }
  }

  private static String fit(String what, String value) {
    // A plugin is compiled elsewhere, so the contract "never null" is not to be relied upon.
    if (value == null || !value.matches("[A-Za-z0-9][A-Za-z0-9.+_-]{0,99}")) {
      throw new IllegalArgumentException(
          "the plugin's "
              + what
              + " must be 1 to 100 letters, digits, dots, dashes, plus or underscores, and is '"
              + value
              + "'");
    }
    return value;
  }
}
