package org.prytany.host;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.prytany.judging.Visible;

/**
 * Finds what a WAR that was undeployed left in the virtual machine: threads that run its code or
 * stand in its context, and log handlers of its classes. They hold its class loader, and go on.
 * Shutdown hooks and values that it changed for all cannot be told from anybody else's.
 */
final class Leftovers {

  /** So many are named. */
  private static final int MOST_NAMED = 5;

  private static final int LONGEST_NAME = 60;

  /** A loader's parents; more than any server nests. */
  private static final int DEPTH = 16;

  private final Map<String, WeakReference<ClassLoader>> loaders = new LinkedHashMap<>();

  /** A plugin that runs, so that what it leaves can be found when it is gone. */
  synchronized void runs(String key, WeakReference<ClassLoader> loader) {
    loaders.put(key, loader);
  }

  /** What a plugin that is gone left behind, in words; empty if nothing is found. */
  synchronized Optional<String> of(String key) {
    WeakReference<ClassLoader> reference = loaders.get(key);
    ClassLoader loader = reference == null ? null : reference.get();
    if (loader == null) {
      loaders.remove(key);
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    List<String> threads = threads(loader);
    if (!threads.isEmpty()) {
      found.add(named(threads.size() == 1 ? "a thread" : threads.size() + " threads", threads));
    }
    List<String> handlers = handlers(loader);
    if (!handlers.isEmpty()) {
      found.add(
          named(
              handlers.size() == 1 ? "a log handler" : handlers.size() + " log handlers",
              handlers));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it left " + String.join(" and ", found) + " behind, until the server is restarted");
  }

  private static String named(String what, List<String> names) {
    String shown =
        String.join(
            ", ",
            names.stream()
                .limit(MOST_NAMED)
                .map(name -> Visible.text(name, LONGEST_NAME))
                .toList());
    return what + " (" + shown + (names.size() > MOST_NAMED ? ", ..." : "") + ")";
  }

  private static List<String> threads(ClassLoader loader) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] room = new Thread[root.activeCount() + 64];
    int found = root.enumerate(room);
    return Arrays.asList(room).subList(0, found).stream()
        .filter(
            thread ->
                stands(thread.getContextClassLoader(), loader)
                    || thread.getClass().getClassLoader() == loader)
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  /** The server may put a loader of its own before a WAR's. */
  private static boolean stands(@Nullable ClassLoader in, ClassLoader loader) {
    @Nullable ClassLoader at = in;
    for (int i = 0; at != null && i < DEPTH; i++) {
      if (at == loader) {
        return true;
      }
      at = at.getParent();
    }
    return false;
  }

  private static List<String> handlers(ClassLoader loader) {
    List<String> found = new ArrayList<>();
    LogManager logs = LogManager.getLogManager();
    for (String name : Collections.list(logs.getLoggerNames())) {
      Logger logger = logs.getLogger(name);
      if (logger != null) {
        for (Handler handler : logger.getHandlers()) {
          if (handler.getClass().getClassLoader() == loader) {
            found.add(handler.getClass().getSimpleName() + " of " + name);
          }
        }
      }
    }
    return found;
  }
}
