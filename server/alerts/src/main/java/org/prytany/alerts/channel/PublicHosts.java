package org.prytany.alerts.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Hosts that are on the public internet by all their addresses: what a stranger names may not lead
 * to this machine or into its network. A name that leads elsewhere a moment later gets a greeting
 * of TLS at the port of https, and nothing more: no host there has a certificate for it.
 */
public final class PublicHosts {

  private static final int HTTPS = 443;

  private PublicHosts() {}

  /**
   * @param address of https; what has another port is refused
   */
  public static boolean has(URI address) {
    if (address.getHost() == null || (address.getPort() != -1 && address.getPort() != HTTPS)) {
      return false;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(address.getHost()))
          .allMatch(PublicHosts::isPublic);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** By IANA's registries of special addresses. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      int third = bytes[2] & 0xff;
      return first != 0
          && first < 224
          && !address.isLoopbackAddress()
          && !address.isSiteLocalAddress()
          && !address.isLinkLocalAddress()
          && !(first == 100 && second >= 64 && second < 128)
          && !(first == 192 && second == 0 && third <= 2)
          && !(first == 192 && second == 88 && third == 99)
          && !(first == 198 && (second == 18 || second == 19))
          && !(first == 198 && second == 51 && third == 100)
          && !(first == 203 && second == 0 && third == 113);
    }
    // 2000::/3 without 2001::/23 (Teredo and others), 2001:db8::/32, 2002::/16 (6to4), 3fff::/20.
    int third = bytes[2] & 0xff;
    return first >> 5 == 1
        && !(first == 0x20
            && second == 1
            && (third < 2 || (third == 0x0d && (bytes[3] & 0xff) == 0xb8)))
        && !(first == 0x20 && second == 2)
        && !(first == 0x3f && second == 0xff && third < 0x10);
  }
}
