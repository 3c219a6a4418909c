package org.prytany.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A part of the address space, such as "10.0.0.0/8", "2001:db8::/32", or one address.
 *
 * @param address of which the first bits count, 4 or 16 bytes
 * @param bits how many of them count
 */
public record Network(InetAddress address, int bits) {

  /** The network that a text names; empty if it names none. No name is ever looked up. */
  public static Optional<Network> of(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().getAddress().length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new Network(address.get(), most));
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
      return Optional.empty();
    }
    return Optional.of(new Network(address.get(), Integer.parseInt(bits)));
  }

  /**
   * The address that a text is: four decimal numbers, or IPv6. An IPv4 address written as IPv6 is
   * the IPv4 address.
   */
  public static Optional<InetAddress> literal(String text) {
    boolean four = text.matches("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    boolean six =
        text.length() <= 45 && text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]{2,45}");
    if (!four && !six) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in it. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest);
    return rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
