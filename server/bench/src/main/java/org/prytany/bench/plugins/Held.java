package org.prytany.bench.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.cli.CommandFailure;

/**
 * What a plugins' process holds after a collection, as the JDK's jcmd tells of it.
 *
 * @param loaders class loaders
 * @param metaspaceKilobytes of metaspace in use
 * @param threads that live
 */
record Held(long loaders, long metaspaceKilobytes, long threads) {

  private static final Pattern LOADERS = Pattern.compile("Total = (\\d++)");
  private static final Pattern METASPACE = Pattern.compile("sun\\.gc\\.metaspace\\.used=(\\d++)");
  private static final Pattern THREADS = Pattern.compile("java\\.threads\\.live=(\\d++)");

  /** Collects twice first: what waits to be finalised goes with the second time. */
  static Held of(long process) throws IOException {
    ask(process, "GC.run");
    ask(process, "GC.run");
    String counters = ask(process, "PerfCounter.print");
    return new Held(
        number(LOADERS, ask(process, "VM.classloader_stats")),
        number(METASPACE, counters) / 1024,
        number(THREADS, counters));
  }

  private static long number(Pattern pattern, String said) {
    Matcher found = pattern.matcher(said);
    if (!found.find()) {
      throw new CommandFailure(
          "The process with the plugins does not say what it holds.",
          "Run the command with the JDK that runs the server, as `./prytany` does.");
    }
    return Long.parseLong(found.group(1));
  }

  private static String ask(long process, String what) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process),
                what)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return loaders
        + " loaders, "
        + metaspaceKilobytes
        + " kB of metaspace, "
        + threads
        + " threads";
  }
}
