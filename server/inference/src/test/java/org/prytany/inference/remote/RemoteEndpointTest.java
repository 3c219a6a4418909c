package org.prytany.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.inference.generation.GenerationException;

/** An operator's endpoint is taken only where nobody else can read what goes there. */
class RemoteEndpointTest {

  private static RemoteEndpoint of(String address, boolean allowPlain) {
    return RemoteEndpoint.of(
        "house", address, "m", Optional.empty(), Duration.ofSeconds(9), allowPlain, part -> part);
  }

  @Test
  void addressesAreReadAsThePeersWriteThem() {
    assertThat(of("https://gpu.example/v1", false).at("/models"))
        .hasToString("https://gpu.example/v1/models");
    assertThat(of("https://gpu.example/v1/", false).at("/models"))
        .hasToString("https://gpu.example/v1/models");
    assertThat(of("https://gpu.example:8443", false).at("/models"))
        .hasToString("https://gpu.example:8443/v1/models");
    assertThat(of("http://127.0.0.1:8000/v1", false).at("/models"))
        .hasToString("http://127.0.0.1:8000/v1/models");
    assertThat(of("http://[::1]:8000", false).at("/models"))
        .hasToString("http://[::1]:8000/v1/models");
    assertThat(of("http://gpu.example/v1", true).at("/models"))
        .hasToString("http://gpu.example/v1/models");
    assertThat(of("https://gpu.example/v1", false)).hasToString("remote:house (m)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://gpu.example/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://localhost.evil.example/v1",
        "https://user:pass@gpu.example/v1",
        "https://gpu.example/v1?key=hush",
        "https://gpu.example/v1#x",
        "ftp://gpu.example",
        "internal.house/v1",
        "https:///v1",
        "",
        "https://gpu example"
      })
  void othersAreRefusedWithoutBeingRepeated(String address) {
    GenerationException e =
        catchThrowableOfType(GenerationException.class, () -> of(address, false));
    assertThat(e.code()).isEqualTo("remote-config");
    assertThat(e.getMessage()).contains("url");
    if (!address.isEmpty()) {
      assertThat(e.getMessage()).doesNotContain(address).doesNotContain("hush");
    }
  }

  @Test
  void aKeyIsOneWordAndNeverShown() {
    assertThat(RemoteKey.of(" word\n", "it")).hasToString("(key)");
    for (String bad : new String[] {"", " ", "a b", "a\nb", "ä", "a\u0000"}) {
      assertThatThrownBy(() -> RemoteKey.of(bad, "the-setting"))
          .isInstanceOf(GenerationException.class)
          .hasMessageStartingWith("the-setting has no key");
    }
  }

  /** Each failure doubles the rest up to a minute; what is asked for is kept up to five. */
  @Test
  void restsDouble() {
    AtomicLong now = new AtomicLong();
    Rest rest = new Rest(now::get);
    assertThat(rest.left()).isZero();
    for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      rest.failed(Optional.empty());
      assertThat(rest.left()).isEqualTo(Duration.ofSeconds(expected));
      now.addAndGet(rest.left().toNanos());
      assertThat(rest.left()).isZero();
    }
    rest.failed(Optional.of(Duration.ofSeconds(100)));
    assertThat(rest.left()).isEqualTo(Duration.ofSeconds(100));
    rest.failed(Optional.of(Duration.ofDays(9)));
    assertThat(rest.left()).isEqualTo(Duration.ofMinutes(5));
    rest.worked();
    assertThat(rest.left()).isZero();
    rest.failed(Optional.of(Duration.ZERO));
    assertThat(rest.left()).isEqualTo(Duration.ofSeconds(1));
  }
}
