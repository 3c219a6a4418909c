package org.prytany.bridge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.spi.Plugin;

/**
 * What the running WARs offer, one per JVM: this class is loaded once, by the library that server
 * and plugins share. It keeps offers and says when they change; it does not judge. Who may be
 * called is decided by the host alone.
 *
 * <p>After {@link #withdraw} nothing here refers to the WAR any more.
 */
public final class PluginRegistry {

  private static final Logger LOG = System.getLogger(PluginRegistry.class.getName());
  private static final PluginRegistry SHARED = new PluginRegistry();

  private final Object lock = new Object();
  private final List<PluginRegistration> registrations = new ArrayList<>();
  private final List<StartFailure> failures = new ArrayList<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  /** A registry of its own; the running server uses {@link #shared()}. */
  public PluginRegistry() {}

  /** The registry of this JVM. */
  public static PluginRegistry shared() {
    return SHARED;
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
   */
  public record Snapshot(List<PluginRegistration> registrations, List<StartFailure> failures) {

    public Snapshot {
      registrations = List.copyOf(registrations);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Takes an offer.
   *
   * @return empty when the same WAR already offers this id in this kind: the CDI container runs the
   *     extension more than once a WAR
   * @throws IllegalArgumentException if id or version are blank or unfit for a log line
   */
  public Optional<PluginRegistration> offer(
      PluginKind kind, ClassLoader loader, Origin origin, Plugin proxy) {
    String id = fit("id", proxy.id());
    String version = fit("version", proxy.version());
    PluginRegistration registration;
    synchronized (lock) {
      for (PluginRegistration known : registrations) {
        if (known.kind() == kind && known.id().equals(id) && known.loader().refersTo(loader)) {
          return Optional.empty();
        }
      }
      registration =
          new PluginRegistration(
              ++sequence, id, version, kind, new WeakReference<>(loader), origin, proxy);
      registrations.add(registration);
    }
    tell();
    return Optional.of(registration);
  }

  /** Notes that a WAR runs but its plugin could not be made. */
  public void failed(Origin origin, String beanClass, String reason) {
    StartFailure failure = new StartFailure(origin, beanClass, reason);
    synchronized (lock) {
      if (failures.contains(failure)) {
        return;
      }
      failures.add(failure);
    }
    tell();
  }

  /** Forgets everything that this WAR offered, and whatever a collected WAR left behind. */
  public void withdraw(ClassLoader loader, String application) {
    boolean changed;
    synchronized (lock) {
      changed =
          registrations.removeIf(
              known -> known.loader().refersTo(loader) || known.loader().refersTo(null));
      changed |= failures.removeIf(known -> known.origin().application().equals(application));
    }
    if (changed) {
      tell();
    }
  }

  /** Everything offered now. */
  public Snapshot snapshot() {
    synchronized (lock) {
      return new Snapshot(registrations, failures);
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
