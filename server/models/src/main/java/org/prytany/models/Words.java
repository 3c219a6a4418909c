package org.prytany.models;

import java.util.Locale;
import org.prytany.inference.registry.ModelEntry;

/** A model in words for the terminal. */
final class Words {

  private Words() {}

  /** One line, e.g. "smollm2-135m: write, 135 million parameters, 8,192 tokens, Apache-2.0". */
  static String line(ModelEntry entry) {
    return entry.name()
        + ": "
        + entry.role().word()
        + ", "
        + parameters(entry.parameters())
        + (entry.context() > 0 ? ", " + tokens(entry.context()) : "")
        + ", "
        + size(entry.size())
        + ", "
        + printable(entry.licence());
  }

  static String parameters(long count) {
    if (count >= 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f billion parameters", count / 1e9);
    }
    if (count >= 1_000_000L) {
      return Math.round(count / 1e6) + " million parameters";
    }
    return String.format(Locale.ROOT, "%,d parameters", count);
  }

  static String tokens(int context) {
    return String.format(Locale.ROOT, "%,d tokens of context", context);
  }

  static String size(long bytes) {
    return bytes >= 1L << 20
        ? String.format(Locale.ROOT, "%,d MiB", Math.round(bytes / (double) (1 << 20)))
        : String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  /** Words of a stranger's file on one line, without control and invisible characters. */
  static String printable(String text) {
    String clean = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
  }
}
