package org.prytany.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Remembers across the death of the process which WAR was starting, one file for each: written
 * before anything of the WAR runs, and deleted when it has started or failed. A file that is still
 * there at the next start names what did not survive.
 *
 * <p>A WAR during whose start the process exited from within is put aside at once. A process that
 * was killed from outside leaves the same file as one that a WAR halted, so there it takes two
 * deaths in a row, or an operator's kill would cost the plugin its place; and five where the same
 * WAR has started before, which speaks for a machine that loses power or memory.
 */
final class CrashGuard {

  private static final Logger LOG = System.getLogger(CrashGuard.class.getName());
  private static final int DEATHS = 2;
  private static final int DEATHS_OF_PROVEN = 5;

  /** Before the name of the process in which a WAR was starting. */
  private static final String BY = "by ";

  private static final String EXTENSION = "org.prytany.bridge.PluginExtension";

  private final String process;
  private final Path starting;
  private final Path aside;
  private final Map<String, Integer> deaths = new TreeMap<>();
  private final boolean careful;

  /**
   * @param state a directory of the host's own
   * @param proven SHA-256 of WARs that have started before
   * @param process name of this process
   * @param forgiven name of one that is known not to have ended for what was starting in it, unless
   *     that called exit; "" if that is known of none
   */
  CrashGuard(Path state, Set<String> proven, String process, String forgiven) {
    this.process = process;
    this.starting = state.resolve("starting");
    this.aside = state.resolve("aside");
    try {
      Files.createDirectories(starting);
      Files.createDirectories(aside);
      List<Path> left = files(starting);
      this.careful = left.size() > 1;
      for (Path one : left) {
        died(one, proven.contains(WarFile.name(one)) ? DEATHS_OF_PROVEN : DEATHS, forgiven);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void died(Path left, int most, String forgiven) throws IOException {
    List<String> lines = Files.readAllLines(left, StandardCharsets.ISO_8859_1);
    String sha256 = WarFile.name(left);
    String file = lines.isEmpty() ? "" : lines.getFirst();
    int before =
        lines.size() > 1 && lines.get(1).matches("\\d{1,6}") ? Integer.parseInt(lines.get(1)) : 0;
    boolean exited = lines.contains("exited");
    boolean excused = !forgiven.isEmpty() && lines.contains(BY + forgiven);
    if (!exited && (careful || excused)) {
      deaths.put(sha256, before);
    } else if (exited || before + 1 >= most) {
      WholeFile.write(
          aside.resolve(sha256),
          file
              + "\n"
              + (exited
                  ? "the plugins' process exited from within while it started"
                  : "the plugins' process ended " + (before + 1) + " times while it started"));
    } else {
      deaths.put(sha256, before + 1);
    }
    Files.delete(left);
  }

  /**
   * Whether several were starting when the process died, so that nobody knows which one it was:
   * then all of them start one at a time, and the next death has a name.
   */
  boolean careful() {
    return careful;
  }

  /** Written before anything of the WAR runs. */
  void begin(String sha256, String file) throws IOException {
    Files.writeString(
        starting.resolve(sha256),
        file + "\n" + deaths.getOrDefault(sha256, 0) + "\n" + BY + process + "\n");
  }

  /** It has started or failed, and the process lives. */
  void end(String sha256) {
    deaths.remove(sha256);
    delete(starting.resolve(sha256));
  }

  /** The process ends while it starts: in order, or because something in it called exit. */
  void ending(String sha256, String file, boolean exited) {
    try {
      if (exited) {
        Files.writeString(starting.resolve(sha256), file + "\n0\nexited\n");
      } else {
        Files.deleteIfExists(starting.resolve(sha256));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Notes whether something ends the process from within, which may wait for minutes for what is
   * starting, and be killed.
   */
  void noteExit(Collection<Running> running) {
    List<Running> starting = running.stream().filter(one -> !one.up).toList();
    if (exitOfEnd(Thread.getAllStackTraces())) {
      // One that is being taken out of service does: nobody that starts is to pay for it.
      starting.forEach(one -> ending(one.sha256, one.file, false));
    } else if (starting.size() == 1 && exitCalled()) {
      Running one = starting.getFirst();
      LOG.log(Level.ERROR, "the process exits from within while {0} starts", one.file);
      // Where another could have called it, what is written at the start stays: one death.
      if (!one.trial && exitOfStart(Thread.getAllStackTraces(), running.size() == 1)) {
        ending(one.sha256, one.file, true);
      }
    }
  }

  /** Why a WAR is not started any more. */
  Optional<String> aside(String sha256) {
    Path file = aside.resolve(sha256);
    if (sha256.isEmpty() || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty()) {
        return Optional.of(lines.getLast());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "why a plugin is put aside cannot be read: {0}", e.toString());
    }
    return Optional.of("the plugins' process ended while it started");
  }

  /** Forgets what was put aside and lies there no more, so that putting it back tries it again. */
  void keepOnly(Set<String> lying) {
    try {
      for (Path file : files(aside)) {
        if (!lying.contains(WarFile.name(file))) {
          delete(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "what is put aside cannot be looked through: {0}", e.toString());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a file of the host's own cannot be removed: {0}", e.toString());
    }
  }

  /** Whether some thread stands in a call of exit that the server's own kernel did not make. */
  static boolean exitCalled() {
    return Thread.getAllStackTraces().values().stream().anyMatch(CrashGuard::exits);
  }

  /**
   * Whether the call of exit can be nobody's but that of the one WAR that is starting: it is made
   * where a WAR's plugins are asked for, or nothing else of a plugin runs.
   *
   * @param alone whether no other WAR runs
   */
  static boolean exitOfStart(Map<Thread, StackTraceElement[]> stacks, boolean alone) {
    return !exitOfEnd(stacks)
        && (alone || stacks.values().stream().anyMatch(one -> exits(one) && asksForPlugins(one)));
  }

  /** Whether a plugin calls exit that is being taken out of service: nobody that starts does. */
  static boolean exitOfEnd(Map<Thread, StackTraceElement[]> stacks) {
    return stacks.values().stream().anyMatch(one -> exits(one) && takesOut(one));
  }

  private static boolean asksForPlugins(StackTraceElement[] stack) {
    return Stream.of(stack)
        .anyMatch(at -> at.getClassName().equals(EXTENSION) && at.getMethodName().equals("offer"));
  }

  private static boolean takesOut(StackTraceElement[] stack) {
    return Stream.of(stack)
        .anyMatch(
            at ->
                at.getClassName().equals("org.prytany.bridge.Closing")
                    || (at.getClassName().equals(EXTENSION)
                        && at.getMethodName().startsWith("withdraw")));
  }

  private static boolean exits(StackTraceElement[] stack) {
    for (int i = 0; i + 1 < stack.length; i++) {
      StackTraceElement at = stack[i];
      if (at.getClassName().equals("java.lang.Runtime") && at.getMethodName().equals("exit")) {
        int by = stack[i + 1].getClassName().equals("java.lang.System") ? i + 2 : i + 1;
        return by >= stack.length || !stack[by].getClassName().startsWith("com.ibm.ws.kernel.");
      }
    }
    return false;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }
}
