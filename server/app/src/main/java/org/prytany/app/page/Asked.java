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

  /**
   * Whether a client that has kept an answer has the one with this tag.
   *
   * @param ifNoneMatch tags of what it has, weak or strong
   * @param tag in its quotation marks, without what says that it is weak
   */
  static boolean has(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
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
