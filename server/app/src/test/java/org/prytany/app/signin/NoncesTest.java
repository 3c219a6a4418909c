package org.prytany.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.problem.TooOften;

class NoncesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

  private final Nonces nonces = new Nonces(3);

  @Test
  void aNonceIsGoodOnceUntilItExpires() {
    Nonces.Nonce nonce = nonces.issue(NOW);

    assertThat(nonce.nonce()).matches("[A-Za-z0-9]{8,200}");
    assertThat(nonces.use(nonce.nonce(), nonce.expiresAt(), true)).isFalse();
    assertThat(nonces.use(nonce.nonce(), NOW, true)).isTrue();
    assertThat(nonces.use(nonce.nonce(), NOW, true)).isFalse();
  }

  @Test
  void aNonceThatWasChangedMadeUpOrIssuedElsewhereIsNotGood() {
    String nonce = nonces.issue(NOW).nonce();
    char last = nonce.charAt(nonce.length() - 1);

    for (String other :
        new String[] {
          "",
          "deadbeef",
          nonce.toUpperCase(java.util.Locale.ROOT) + "0",
          "0" + nonce.substring(1),
          nonce.substring(0, nonce.length() - 1) + (last == '0' ? '1' : '0'),
          new Nonces(3).issue(NOW).nonce()
        }) {
      assertThat(nonces.use(other, NOW, true)).as(other).isFalse();
    }
  }

  @Test
  void issuingKeepsNothingSoThatNobodyCanFillIt() {
    Set<String> issued = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      issued.add(nonces.issue(NOW).nonce());
    }

    assertThat(issued).hasSize(100_000);
    assertThat(nonces.use(issued.iterator().next(), NOW, false)).isTrue();
  }

  @Test
  void strangersWhoSignInTooOftenWaitAndPeopleWithARoleDoNot() {
    for (int i = 0; i < 3; i++) {
      assertThat(nonces.use(nonces.issue(NOW).nonce(), NOW, false)).isTrue();
    }
    String next = nonces.issue(NOW).nonce();

    assertThatThrownBy(() -> nonces.use(next, NOW, false)).isInstanceOf(TooOften.class);
    assertThat(nonces.use(next, NOW, true)).isTrue();
    Instant later = NOW.plusSeconds(3_600);
    assertThat(nonces.use(nonces.issue(later).nonce(), later, false)).isTrue();
  }
}
