package org.prytany.governance.alert;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An https address that somebody names to be told there, without a user, a password or a place. */
final class HttpsAddress {

  static final String SCHEME = "https://";

  private static final int LONGEST = 1_000;

  private static final String NUMBER = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}+|[1-9][0-9]|[0-9])";

  /** Its last label begins with a letter, or it is an address of four numbers (RFC 2396). */
  private static final Pattern FORM =
      Pattern.compile(
          "https://(?:"
              + "(?:(?!-)[A-Za-z0-9-]{1,63}+(?<!-)\\.)*+(?=[A-Za-z])[A-Za-z0-9-]{1,63}+(?<!-)"
              + "|(?:"
              + NUMBER
              + "\\.){3}+"
              + NUMBER
              + ")(?::[1-9][0-9]{0,4}+)?+"
              + "/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}+)*+");

  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2}+)");
  private static final String UNRESERVED_SIGNS = "-._~";

  private HttpsAddress() {}

  static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches() && !hasSteps(text);
  }

  /** Whether it has parts that lead elsewhere in it, so that it is one of many for one place. */
  private static boolean hasSteps(String address) {
    return Arrays.stream(withoutQuery(canonical(address)).split("/", -1))
        .anyMatch(part -> part.equals(".") || part.equals(".."));
  }

  /**
   * The same address as it is written most plainly (RFC 3986, 6.2.2): the host in lower case,
   * without the port of https, and without an escape that is not needed.
   */
  static String canonical(String address) {
    int path = address.indexOf('/', SCHEME.length());
    String host = address.substring(SCHEME.length(), path).toLowerCase(Locale.ROOT);
    return SCHEME
        + (host.endsWith(":443") ? host.substring(0, host.length() - 4) : host)
        + ESCAPED.matcher(address.substring(path)).replaceAll(HttpsAddress::unescaped);
  }

  private static String unescaped(MatchResult escaped) {
    char sign = (char) Integer.parseInt(escaped.group(1), 16);
    boolean unreserved =
        sign < 128 && (Character.isLetterOrDigit(sign) || UNRESERVED_SIGNS.indexOf(sign) >= 0);
    return unreserved ? String.valueOf(sign) : escaped.group().toUpperCase(Locale.ROOT);
  }

  /** The longest part of its path. */
  static String longestPart(String address) {
    String path = withoutQuery(address).substring(address.indexOf('/', SCHEME.length()));
    return Arrays.stream(path.split("/", -1))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** In lower case, without a port. */
  static String host(String address) {
    return address
        .substring(SCHEME.length(), address.indexOf('/', SCHEME.length()))
        .replaceFirst(":.*+", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Without what stands behind a question mark, which a service may ignore. */
  static String withoutQuery(String address) {
    return address.replaceFirst("\\?.*+", "");
  }

  /**
   * Whose limit an address shares: that of its host, or none where all readers have the same few.
   *
   * @param shared hosts of which a whole name is the end
   */
  static String domain(String address, Set<String> shared) {
    return isAt(address, shared) ? address : host(address);
  }

  /**
   * Whether it is at one of these hosts.
   *
   * @param hosts of which a whole name is the end
   */
  static boolean isAt(String address, Set<String> hosts) {
    String host = host(address);
    return hosts.stream().anyMatch(one -> ("." + host).endsWith("." + one));
  }
}
