package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * A plugin that walks by reflection from all threads through what they hold, and writes down every
 * text, number and short string of bytes that it comes to: how a key was once found in 59 ms.
 */
@ApplicationScoped
public class ThreadWalk implements VoteStrategy {

  private static final int MOST = 4_000_000;

  private boolean started;

  /** Holds something for sure: a walk that does not find this is no good. */
  private static final class Walker extends Thread {
    private final Map<String, Object> held =
        Map.of("held", new Object[] {"decoy-" + "of-a-thread"});

    @Override
    public void run() {
      Path folder = Path.of(System.getenv("PRYTANY_CONFIG")).resolveSibling("search");
      try {
        while (!Files.exists(folder.resolve("now"))) {
          Thread.sleep(100);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("writing.txt"))) {
          walk(out);
          Module base = Object.class.getModule();
          Module own = ThreadWalk.class.getModule();
          out.write(
              base.getPackages().stream().filter(name -> base.isOpen(name, own)).sorted().toList()
                  + "\n");
          out.write("itself " + attached(ProcessHandle.current()) + "\n");
          ProcessHandle server = ProcessHandle.current().parent().orElseThrow();
          out.write("process " + server.pid() + " " + attached(server) + "\n");
        }
        Files.move(folder.resolve("writing.txt"), folder.resolve("walk.txt"));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether an agent could be loaded into a process. */
  private static String attached(ProcessHandle process) {
    try {
      Class<?> machine =
          ClassLoader.getSystemClassLoader().loadClass("com.sun.tools.attach.VirtualMachine");
      machine.getMethod("attach", String.class).invoke(null, Long.toString(process.pid()));
      return "attached";
    } catch (ReflectiveOperationException e) {
      return "not attached: " + e.getCause();
    }
  }

  private static void walk(Writer out) throws IOException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>(Thread.getAllStackTraces().keySet());
    long closed = 0;
    while (!left.isEmpty() && seen.size() < MOST) {
      Object at = left.poll();
      if (!seen.add(at)) {
        continue;
      }
      if (at instanceof String || at instanceof BigInteger) {
        out.write((at instanceof BigInteger number ? number.toString(16) : at) + "\n");
        continue;
      }
      if (at instanceof byte[] bytes && bytes.length <= 64) {
        out.write(HexFormat.of().formatHex(bytes) + "\n");
      }
      if (at instanceof Object[] array) {
        Arrays.stream(array).filter(Objects::nonNull).forEach(left::add);
      }
      try {
        // Where its fields are closed, the JDK's collections give what they have to anybody.
        if (at instanceof Map<?, ?> map && at.getClass().getName().startsWith("java.util.")) {
          Arrays.stream(map.keySet().toArray()).filter(Objects::nonNull).forEach(left::add);
          Arrays.stream(map.values().toArray()).filter(Objects::nonNull).forEach(left::add);
        }
        if (at instanceof Collection<?> all && at.getClass().getName().startsWith("java.util.")) {
          Arrays.stream(all.toArray()).filter(Objects::nonNull).forEach(left::add);
        }
      } catch (RuntimeException e) {
        closed++;
      }
      for (Class<?> type = at.getClass(); type != null; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!field.getType().isPrimitive()) {
            try {
              field.setAccessible(true);
              Object held = field.get(Modifier.isStatic(field.getModifiers()) ? null : at);
              if (held != null) {
                left.add(held);
              }
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
              closed++;
            }
          }
        }
      }
    }
    out.write("walked " + seen.size() + " objects, refused " + closed + " times\n");
  }

  @Override
  public synchronized String id() {
    if (!started) {
      started = true;
      Thread thread = new Walker();
      thread.setDaemon(true);
      thread.start();
    }
    return "strategy-threadwalk";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("never", "it looks for other things");
  }
}
