package org.prytany.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what happens, with the seconds since the start. */
final class DemoTimeline {

  private final PrintWriter out;
  private final long started = System.nanoTime();

  DemoTimeline(PrintWriter out) {
    this.out = out;
  }

  void say(String sentence) {
    out.printf(Locale.ROOT, "[%6.1f s] %s%n", seconds(), sentence);
    out.flush();
  }

  /** A line that belongs to the one before. */
  void detail(String line) {
    out.println("            " + line);
    out.flush();
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }
}
