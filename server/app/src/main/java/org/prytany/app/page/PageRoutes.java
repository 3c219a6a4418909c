package org.prytany.app.page;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The page's own places. They stand behind a `#` in its address, so that the page is one file; this
 * lets somebody who typed, or was given, an address without it arrive all the same.
 */
final class PageRoutes {

  /** As in the page's App.tsx: a test compares the two. */
  private static final Set<String> PLACES =
      Set.of(
          "daos",
          "organisations",
          "payouts",
          "votes",
          "spaces",
          "search",
          "draft",
          "subscription",
          "duties",
          "plugins",
          "audit",
          "api");

  /** Parts of an address, with what is written as %XX; no part is empty or begins with a dot. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?:/(?:[A-Za-z0-9_~-]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_.~-]|%[0-9A-Fa-f]{2})*+)++/?");

  private PageRoutes() {}

  /**
   * Where in the page a path leads, e.g. "/#/plugins" for "/plugins".
   *
   * @param path as it was asked, not decoded
   */
  static Optional<String> of(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int second = bare.indexOf('/', 1);
    String first = bare.substring(1, second < 0 ? bare.length() : second);
    return PLACES.contains(first) && !bare.startsWith("/api/")
        ? Optional.of("/#" + bare)
        : Optional.empty();
  }

  /**
   * The page of the documentation that our messages and the sources call by its file's name, e.g.
   * "/docs/tour.html" for "/docs/tour.md".
   *
   * @param path as it was asked, not decoded
   */
  static Optional<String> documentation(String path) {
    return path.startsWith("/docs/") && path.endsWith(".md") && PATH.matcher(path).matches()
        ? Optional.of(path.substring(0, path.length() - ".md".length()) + ".html")
        : Optional.empty();
  }

  static Set<String> places() {
    return PLACES;
  }
}
