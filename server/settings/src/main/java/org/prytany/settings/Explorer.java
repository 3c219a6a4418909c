package org.prytany.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where an operator lets readers look up addresses: a page of somebody else's, to which the page
 * links and nothing more.
 */
final class Explorer {

  static final String PLACE = "{address}";

  private static final String SAMPLE = "0x" + "0".repeat(40);

  private Explorer() {}

  /** Whether it is an https address with the place for an address once, after its host. */
  static boolean isGood(String template) {
    int at = template.indexOf(PLACE);
    if (at < 0 || template.indexOf(PLACE, at + 1) >= 0) {
      return false;
    }
    try {
      URI uri = new URI(template.replace(PLACE, SAMPLE));
      String origin = "https://" + uri.getRawAuthority() + "/";
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && template.startsWith(origin)
          && at >= origin.length();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
