package org.prytany.governance.alert;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** An https address that somebody names to be told there, without a user, a password or a place. */
final class HttpsAddress {

  static final String SCHEME = "https://";

  private static final int LONGEST = 1_000;
  private static final Pattern FORM =
      Pattern.compile(
          "https://(?:(?!-)[A-Za-z0-9-]{1,63}+(?<!-)\\.)*+(?!-)[A-Za-z0-9-]{1,63}+(?<!-)(?::[1-9][0-9]{0,4}+)?+"
              + "/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}+)*+");

  private HttpsAddress() {}

  static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
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
    String host = host(address);
    return shared.stream().anyMatch(one -> ("." + host).endsWith("." + one)) ? address : host;
  }
}
