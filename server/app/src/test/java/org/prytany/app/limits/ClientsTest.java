package org.prytany.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.settings.Network;

class ClientsTest {

  private static final String PROXY = "127.0.0.1";

  private final Clients nobody = new Clients(List.of());
  private final Clients behind =
      new Clients(
          Stream.of("127.0.0.0/8", "10.1.0.0/16", "2001:db8:1::/48")
              .map(text -> Network.of(text).orElseThrow())
              .toList());

  @Test
  void withoutAProxyOfTheOperatorsNoHeaderSaysWhoAClientIs() {
    for (String peer : List.of(PROXY, "203.0.113.9", "198.51.100.1")) {
      assertThat(nobody.of(peer, List.of("8.8.8.8"), List.of("for=8.8.8.8"))).isEqualTo(peer);
    }
    assertThat(behind.of("203.0.113.9", List.of("8.8.8.8"), List.of())).isEqualTo("203.0.113.9");
  }

  @Test
  void anIpv6ClientHasAllOfItsNetwork() {
    String one = nobody.of("2001:db8:7:8::1", List.of(), List.of());

    assertThat(nobody.of("2001:db8:7:8:ffff::2", List.of(), List.of())).isEqualTo(one);
    assertThat(nobody.of("2001:db8:7:8:0:0:0:3%eth0", List.of(), List.of())).isEqualTo(one);
    assertThat(nobody.of("2001:db8:7:9::1", List.of(), List.of())).isNotEqualTo(one);
    assertThat(nobody.of("::ffff:203.0.113.9", List.of(), List.of())).isEqualTo("203.0.113.9");
  }

  @Test
  void theLastHopThatIsNoProxyIsTheClientAndWhatStandsBeforeItIsItsOwnWord() {
    assertThat(behind.of(PROXY, List.of("203.0.113.9"), List.of())).isEqualTo("203.0.113.9");
    assertThat(behind.of(PROXY, List.of("1.1.1.1, 203.0.113.9"), List.of()))
        .isEqualTo("203.0.113.9");
    assertThat(behind.of(PROXY, List.of("1.1.1.1", "203.0.113.9, 10.1.2.3"), List.of()))
        .isEqualTo("203.0.113.9");
    assertThat(behind.of(PROXY, List.of("203.0.113.9, nobody, 10.1.2.3"), List.of()))
        .as("what is no address ends the chain at the proxy that wrote it")
        .isEqualTo("10.1.2.3");
    assertThat(behind.of(PROXY, List.of("203.0.113.9:4711"), List.of())).isEqualTo("203.0.113.9");
  }

  @Test
  void forwardedIsReadLikewise() {
    String six = nobody.of("2001:db8:7:8::1", List.of(), List.of());

    assertThat(behind.of(PROXY, List.of(), List.of("for=203.0.113.9;proto=https")))
        .isEqualTo("203.0.113.9");
    assertThat(
            behind.of(
                PROXY, List.of(), List.of("for=\"1.1.1.1, By=x;For=\"[2001:db8:7:8::9]:443\"")))
        .isEqualTo(six);
    assertThat(behind.of(PROXY, List.of(), List.of("for=_hidden"))).isEqualTo(PROXY);
    assertThat(behind.of(PROXY, List.of(), List.of("by=203.0.113.9"))).isEqualTo(PROXY);
  }

  @Test
  void twoHeadersThatContradictEachOtherNameNobody() {
    assertThat(behind.of(PROXY, List.of("203.0.113.9"), List.of("for=8.8.8.8"))).isEqualTo(PROXY);
    assertThat(behind.of(PROXY, List.of("203.0.113.9"), List.of("for=203.0.113.9")))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void aHeaderOfAnyLengthIsRead() {
    assertThat(behind.of(PROXY, List.of("1.1.1.1,".repeat(500_000) + "203.0.113.9"), List.of()))
        .isEqualTo("203.0.113.9");
    assertThat(behind.of(PROXY, List.of(",".repeat(1_000_000)), List.of())).isEqualTo(PROXY);
    assertThat(behind.of(PROXY, List.of("10.1.0.1,".repeat(500_000)), List.of())).isNotEmpty();
  }
}
