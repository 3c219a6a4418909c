package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void aNetworkHasTheAddressesWhoseFirstBitsAreItsOwn() {
    assertThat(has("10.0.0.0/8", "10.255.1.2")).isTrue();
    assertThat(has("10.0.0.0/8", "11.0.0.0")).isFalse();
    assertThat(has("192.168.1.64/26", "192.168.1.127")).isTrue();
    assertThat(has("192.168.1.64/26", "192.168.1.128")).isFalse();
    assertThat(has("0.0.0.0/0", "1.2.3.4")).isTrue();
    assertThat(has("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
    assertThat(has("2001:db8::/33", "2001:db8:8000::1")).isFalse();
    assertThat(has("127.0.0.1", "127.0.0.2")).isFalse();
  }

  @Test
  void anAddressOfTheOtherKindIsInNone() {
    assertThat(has("0.0.0.0/0", "::1")).isFalse();
    assertThat(has("::/0", "1.2.3.4")).isFalse();
    assertThat(has("1.2.3.4", "::ffff:1.2.3.4")).as("IPv4 written as IPv6").isTrue();
  }

  @Test
  void whatIsNoNetworkIsNone() {
    for (String bad :
        new String[] {
          "",
          "localhost",
          "10.0.0.0/33",
          "10.0.0/8",
          "1.2.3.256",
          "::1/129",
          "*",
          "10.0.0.0/",
          "1",
          "fe80::1%eth0",
          "10.0.0.0/-1",
          ":".repeat(100_000),
          "1.".repeat(100_000)
        }) {
      assertThat(Network.of(bad)).as(bad.substring(0, Math.min(20, bad.length()))).isEmpty();
    }
  }

  private static boolean has(String network, String address) {
    return Network.of(network).orElseThrow().contains(Network.literal(address).orElseThrow());
  }
}
