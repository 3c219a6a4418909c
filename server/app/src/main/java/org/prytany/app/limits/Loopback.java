package org.prytany.app.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Says whether a request was made on this very machine, and not through a proxy on it. */
public final class Loopback {

  private Loopback() {}

  /**
   * True for a request that comes from loopback, names loopback as its host (so that no foreign
   * name was pointed here) and carries no mark of a proxy.
   */
  public static boolean is(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
        && namesLoopback(request.getServerName())
        && request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null
        && Optional.ofNullable(request.getHeader("Origin")).isEmpty();
  }

  private static boolean namesLoopback(String host) {
    return host.toLowerCase(Locale.ROOT).equals("localhost") || isLoopback(host);
  }

  private static boolean isLoopback(String literal) {
    if (!literal.matches("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\\]?")) {
      return false;
    }
    try {
      return InetAddress.getByName(literal).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
