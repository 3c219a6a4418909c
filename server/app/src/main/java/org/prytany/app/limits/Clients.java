package org.prytany.app.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.settings.Network;

/**
 * Whose limits a request counts in. The address that the connection comes from is known; what a
 * header says of another one is believed of the operator's own proxies and of nobody else. Nothing
 * follows from coming from this machine: a proxy on it does as well.
 */
public final class Clients {

  /** More hops than that have no proxies of one operator. */
  private static final int MOST_HOPS = 16;

  /** Who has an IPv6 address has all of its network. */
  private static final int NETWORK_BYTES = 8;

  private final List<Network> proxies;

  /**
   * @param proxies that are believed who their clients are
   */
  public Clients(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /** The client that makes a request: an IPv4 address, or an IPv6 network of 64 bits. */
  public String of(HttpServletRequest request) {
    return of(
        String.valueOf(request.getRemoteAddr()),
        Collections.list(request.getHeaders("X-Forwarded-For")),
        Collections.list(request.getHeaders("Forwarded")));
  }

  /**
   * The last hop that is none of the proxies is the client: what stands before it in a header is
   * that client's own word.
   *
   * @param peer address that the connection comes from
   * @param forwardedFor values of X-Forwarded-For, in their order
   * @param forwarded values of Forwarded (RFC 7239), in their order
   */
  String of(String peer, List<String> forwardedFor, List<String> forwarded) {
    Optional<InetAddress> address = literal(peer);
    if (address.isEmpty()) {
      return peer;
    }
    InetAddress from = address.get();
    if (!isProxy(from)) {
      return name(from);
    }
    Optional<InetAddress> first = before(from, forwardedFor, false);
    Optional<InetAddress> second = before(from, forwarded, true);
    if (first.isPresent() && second.isPresent() && !first.equals(second)) {
      // A proxy writes one of them, and lets a stranger's other one pass.
      return name(from);
    }
    return name(first.or(() -> second).orElse(from));
  }

  /** The client that the hops name, empty if they name none. */
  private Optional<InetAddress> before(InetAddress peer, List<String> values, boolean rfc7239) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String hops = String.join(",", values);
    InetAddress known = peer;
    int end = hops.length();
    for (int i = 0; i < MOST_HOPS && end >= 0; i++) {
      int comma = hops.lastIndexOf(',', end - 1);
      String hop = hops.substring(comma + 1, end);
      Optional<InetAddress> next =
          (rfc7239 ? forParameter(hop) : Optional.of(hop)).flatMap(Clients::node);
      if (next.isEmpty()) {
        break;
      }
      known = next.get();
      if (!isProxy(known)) {
        break;
      }
      end = comma;
    }
    return Optional.of(known);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(proxy -> proxy.contains(address));
  }

  private static Optional<String> forParameter(String element) {
    for (String pair : element.split(";")) {
      String trimmed = pair.strip();
      if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return Optional.of(trimmed.substring("for=".length()));
      }
    }
    return Optional.empty();
  }

  /** An address with or without brackets, quotes and port. */
  private static Optional<InetAddress> node(String text) {
    String node = text.strip();
    if (node.length() > 1 && node.startsWith("\"") && node.endsWith("\"")) {
      node = node.substring(1, node.length() - 1);
    }
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? Optional.empty() : literal(node.substring(1, end));
    }
    int colon = node.indexOf(':');
    boolean port = colon >= 0 && colon == node.lastIndexOf(':');
    return literal(port ? node.substring(0, colon) : node);
  }

  private static Optional<InetAddress> literal(String text) {
    int zone = text.indexOf('%');
    return Network.literal(zone < 0 ? text : text.substring(0, zone));
  }

  private static String name(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64";
  }
}
