package org.prytany.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

class SignInMessageTest {

  private static final String GOOD =
      """
      localhost:9080 wants you to sign in with your Ethereum account:
      0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A

      Sign in to approve payouts.

      URI: http://localhost:9080
      Version: 1
      Chain ID: 31337
      Nonce: abcdefgh1
      Issued At: 2026-11-23T09:00:00.000Z""";

  private static void refused(String message) {
    assertThatThrownBy(() -> SignInMessage.parse(message))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LOGIN_REFUSED));
  }

  @Test
  void theGrammarOfTheEipIsRead() {
    SignInMessage message = SignInMessage.parse(GOOD);

    assertThat(message.domain()).isEqualTo("localhost:9080");
    assertThat(message.statement()).contains("Sign in to approve payouts.");
    assertThat(message.chainId()).isEqualTo(31337);
    assertThat(message.nonce()).isEqualTo("abcdefgh1");
  }

  @ParameterizedTest
  @CsvSource({
    "0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A, 0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a",
    "0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A, 0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2a",
    "Version: 1, Version: 2",
    "Chain ID: 31337, Chain ID: 0x7a69",
    "Chain ID: 31337, Chain ID: -1",
    "Nonce: abcdefgh1, Nonce: short",
    "Nonce: abcdefgh1, Nonce: abcdefg-1",
    "URI: http://localhost:9080, URI: localhost",
    "Issued At: 2026-11-23T09:00:00.000Z, Issued At: yesterday",
    "Issued At: 2026-11-23T09:00:00.000Z, Issued At: 2026-02-30T09:00:00Z",
    "localhost:9080 wants, user@localhost:9080 wants",
    "localhost:9080 wants, ' wants'",
    "Sign in to approve payouts., 'Sign \u200bin'",
    "Sign in to approve payouts., 'Sign in to \"approve\"'",
  })
  void aLineOfAnotherFormIsRefused(String line, String changed) {
    assertThat(GOOD).contains(line);
    refused(GOOD.replace(line, changed));
  }

  @Test
  void nothingMayStandWhereTheGrammarHasNoPlaceForIt() {
    refused(GOOD + "\n");
    refused(GOOD + "\nEvil: 1");
    refused("\n" + GOOD);
    refused(GOOD.replace("\n", "\r\n"));
    refused(GOOD.replace("\n\nSign in to approve payouts.\n", "\n\nOne line.\nAnother line.\n"));
    refused(GOOD + "\nRequest ID: a\nNot Before: 2026-11-23T09:00:00Z");
    refused(
        GOOD + "\nExpiration Time: 2026-11-23T09:00:00Z\nExpiration Time: 2026-11-24T09:00:00Z");
  }

  @Test
  void aHugeMessageIsRefusedBeforeItIsRead() {
    refused(GOOD.replace("payouts", "p".repeat(10_000)));
  }

  @Test
  void aMessageEndsWhereItIsCutOff() {
    for (int end = 0; end < GOOD.indexOf("Issued At"); end++) {
      refused(GOOD.substring(0, end));
    }
  }
}
