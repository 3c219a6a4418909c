package org.prytany.settings;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The networks of an operator's reverse proxies. Whoever has an address in one of them can say of
 * each request that it is another client's, so one that clients are in as well is no such network.
 */
final class ProxyNetworks {

  /** In these are only the operator's own machines, as far as addresses can say. */
  private static final List<Network> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "127.0.0.0/8",
              "100.64.0.0/10",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "fc00::/7",
              "fe80::/10")
          .map(text -> Network.of(text).orElseThrow())
          .toList();

  /** The widest that registries give to one holder, near enough. */
  private static final int WIDEST_V4 = 8;

  private static final int WIDEST_V6 = 19;

  /** Beyond that a network of the Internet is seldom all of proxies. */
  private static final int USUAL_V4 = 16;

  private static final int USUAL_V6 = 32;

  private final List<String> problems;
  private final List<String> warnings;

  ProxyNetworks(List<String> problems, List<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * @param texts as configured
   * @return those that are taken; what is wrong with others is added to the problems
   */
  List<Network> read(List<String> texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      Optional<Network> network = Network.of(text);
      if (network.isEmpty()) {
        problems.add(
            start(text)
                + " should be an address or a network in numbers, e.g. 127.0.0.1 or 10.0.0.0/8.");
      } else if (isWider(network.get(), WIDEST_V4, WIDEST_V6)) {
        problems.add(
            start(text)
                + " is so wide that clients are in it, too, and each could pass for any other: list"
                + " the addresses of your reverse proxies alone, e.g. 127.0.0.1 or 10.0.0.0/8.");
      } else {
        if (isWider(network.get(), USUAL_V4, USUAL_V6)) {
          warnings.add(
              start(text)
                  + " is a wide part of the Internet: whoever has an address in it can pass for any"
                  + " client. Keep it only if all of it is your proxies', or your provider's.");
        }
        networks.add(network.get());
      }
    }
    return networks;
  }

  private static boolean isWider(Network network, int v4, int v6) {
    boolean four = network.address() instanceof Inet4Address;
    return network.bits() < (four ? v4 : v6)
        && PRIVATE.stream()
            .noneMatch(own -> own.bits() <= network.bits() && own.contains(network.address()));
  }

  private static String start(String text) {
    return ConfigKey.PROXIES.of() + ": '" + text + "'";
  }
}
