package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Verdict;
import org.prytany.reading.Reading;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Who takes whose place among a Safe's owners, and whose account stands under a heading about an
 * owner. Invariant: an account gains or loses power only where the text says that this account
 * does, in this direction.
 */
class WhoReplacesWhomTest {

  private static final Address SAFE = address(0x5a);

  private static String text(String words) {
    return words
        .replace("ALICE", ALICE.hex())
        .replace("BOB", BOB.hex())
        .replace("SAFE", SAFE.hex());
  }

  /** Alice comes and Bob goes. */
  private static List<String> swapped(String words) {
    String text = text(words);
    Verdict verdict =
        under(text)
            .effect(Effect.Kind.ROLE_GRANTED, SAFE, ALICE, "Safe owner", "")
            .effect(Effect.Kind.ROLE_REVOKED, SAFE, BOB, "Safe owner", "")
            .compared(Calls.DAO, Reading.of(text).statements());
    return red(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On the Safe SAFE, ALICE replaces BOB as an owner.",
        "In the Safe SAFE, replace the owner BOB with ALICE.",
        "BOB is replaced by ALICE as an owner of the Safe SAFE.",
        "Swap the owner BOB for ALICE on the Safe SAFE.",
        "The Safe SAFE has a new signer: ALICE takes the place of BOB as owner.",
        "ALICE will replace BOB as signer of the Safe SAFE.",
        "Substitute ALICE for BOB among the owners of the Safe SAFE.",
      })
  void whoComesAndWhoGoesIsSaid(String words) {
    assertThat(swapped(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On the Safe SAFE, BOB replaces ALICE as an owner.",
        "In the Safe SAFE, replace the owner ALICE with BOB.",
        "ALICE is replaced by BOB as an owner of the Safe SAFE.",
        "Swap the owner ALICE for BOB on the Safe SAFE.",
        "Substitute BOB for ALICE among the owners of the Safe SAFE.",
        "ALICE does not replace BOB as an owner of the Safe SAFE.",
        "ALICE replaced BOB as an owner of the Safe SAFE last year.",
        "ALICE replaces BOB in the band. The Safe SAFE keeps its owners.",
      })
  void theOtherWayRoundOrDeniedIsRed(String words) {
    assertThat(swapped(words)).isNotEmpty();
  }

  /** Alice becomes the owner of the contract. */
  private static List<String> owned(String words) {
    String text = text(words);
    Verdict verdict =
        under(text)
            .effect(Effect.Kind.OWNERSHIP, SAFE, ALICE, "", "")
            .compared(Calls.DAO, Reading.of(text).statements());
    return red(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## New owner of SAFE\n\nALICE",
        "## New owner of SAFE\n\n- `ALICE`",
        "New owner of SAFE:\n\nALICE",
        "New owner of SAFE: ALICE",
        "Owner of SAFE: BOB → ALICE",
        "The new owner of the vault SAFE is ALICE.",
        "The new owner of SAFE is ALICE. We thank BOB.",
      })
  void theAccountUnderAHeadingIsWhoGetsIt(String words) {
    assertThat(owned(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## New owner of SAFE\n\nBOB",
        "## New owner of SAFE\n\nBOB\n\n## Thanks\n\nALICE",
        "## New owner of SAFE\n\nNot ALICE.",
        "## Old owner of SAFE\n\nALICE",
        "Owner of SAFE: ALICE → BOB",
        "The new owner of the vault SAFE is BOB. We thank ALICE.",
        "We thank ALICE. New owner of SAFE is BOB.",
        "Ownership of SAFE goes to ALICE in no event.",
      })
  void anotherAccountUnderItIsRed(String words) {
    assertThat(owned(words)).isNotEmpty();
  }
}
