package org.prytany.backup;

import java.util.Locale;

/** How a backup's content is said. */
final class Words {

  private Words() {}

  static String documents(Manifest manifest) {
    return String.format(
        Locale.ROOT,
        "%,d proposals, %,d duties, %,d audit entries, %,d in all",
        of(manifest, "proposals"),
        of(manifest, "duties"),
        of(manifest, "audit"),
        manifest.count());
  }

  static long of(Manifest manifest, String collection) {
    return manifest.documents().getOrDefault(collection, 0L);
  }

  /** Up to where the log goes. */
  static String log(Manifest manifest) {
    long last = number(manifest.auditHead());
    return last == 0
        ? "empty"
        : "up to entry " + last + ", " + manifest.auditHead().split(":", 2)[1];
  }

  /** The number of a head, "number:hash". */
  static long number(String head) {
    return Long.parseLong(head.split(":", 2)[0]);
  }
}
