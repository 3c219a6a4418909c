package org.prytany.app.page;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client says that it takes. */
final class Asked {

  private Asked() {}

  /** Whether a person's browser asks for a page to look at; programs name JSON, or anything. */
  static boolean html(@Nullable String accept) {
    return lists(accept, "text/html");
  }

  static boolean gzip(@Nullable String acceptEncoding) {
    return lists(acceptEncoding, "gzip");
  }

  private static boolean lists(@Nullable String header, String name) {
    return header != null
        && Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
            .map(one -> one.replace(" ", "").split(";", -1))
            .anyMatch(one -> one.length > 0 && one[0].equals(name) && !isRefused(one));
  }

  private static boolean isRefused(String[] words) {
    return Arrays.stream(words).anyMatch(word -> word.matches("q=0(\\.0*)?"));
  }
}
