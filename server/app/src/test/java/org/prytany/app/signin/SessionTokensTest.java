package org.prytany.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;

class SessionTokensTest {

  private static final Address ACCOUNT = new Address("0x00000000000000000000000000000000000000aa");

  /** A clock that is set by hand. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final HandClock clock = new HandClock();
  private final SessionTokens tokens = new SessionTokens(clock);

  @Test
  void aTokenSaysWhoseItIsForFifteenMinutes() {
    SessionTokens.Issued issued = tokens.issue(ACCOUNT);

    clock.now = clock.now.plus(Duration.ofMinutes(15)).minusSeconds(1);
    assertThat(tokens.check(issued.token())).contains(ACCOUNT);
    clock.now = clock.now.plusSeconds(1);
    assertThat(tokens.check(issued.token())).isEmpty();
  }

  @Test
  void aChangedTokenIsNone() {
    String token = tokens.issue(ACCOUNT).token();
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = claims.replace("00aa", "00ab");
    assertThat(other).isNotEqualTo(claims);

    assertThat(tokens.check(parts[0] + "." + encoded(other) + "." + parts[2])).isEmpty();
    assertThat(tokens.check(token.substring(0, token.length() - 4) + "AAAA")).isEmpty();
    assertThat(tokens.check("not a token")).isEmpty();
  }

  @Test
  void aTokenThatNamesNoAlgorithmIsNone() {
    String[] parts = tokens.issue(ACCOUNT).token().split("\\.");

    assertThat(tokens.check(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".")).isEmpty();
  }

  @Test
  void aTokenOfAnotherServerIsNone() {
    assertThat(new SessionTokens(clock).check(tokens.issue(ACCOUNT).token())).isEmpty();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
