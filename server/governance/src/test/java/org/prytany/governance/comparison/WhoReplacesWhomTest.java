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
 * Sentences in which somebody takes another's place, or whose account stands apart from its words.
 * Invariant: an account gains or loses power only where the text says that this account does, in
 * this direction, of this contract. None of these sentences says so plainly enough.
 */
class WhoReplacesWhomTest {

  private static final Address SAFE = address(0x5a);
  private static final Address OTHER = address(0x7b);

  private static String text(String words) {
    return words
        .replace("ALICE", ALICE.hex())
        .replace("BOB", BOB.hex())
        .replace("CAROL", OTHER.hex())
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
        "On the Safe SAFE, BOB replaces ALICE as an owner.",
        "In the Safe SAFE, replace the owner ALICE with BOB.",
        "ALICE is replaced by BOB as an owner of the Safe SAFE.",
        "Swap the owner ALICE for BOB on the Safe SAFE.",
        "Substitute BOB for ALICE among the owners of the Safe SAFE.",
        "ALICE does not replace BOB as an owner of the Safe SAFE.",
        "ALICE replaced BOB as an owner of the Safe SAFE last year.",
        "ALICE replaces BOB in the band. The Safe SAFE keeps its owners.",
        // Other words turn it round.
        "Swap in BOB for ALICE as an owner of the Safe SAFE.",
        "Swap back BOB for ALICE as an owner of the Safe SAFE.",
        "In the Safe SAFE, the owner BOB is substituted for ALICE.",
        "New owner: BOB for ALICE on the Safe SAFE.",
        // Somebody else comes.
        "Replace the owner BOB with someone other than ALICE on the Safe SAFE.",
        "Replace the owner BOB with anyone but ALICE on the Safe SAFE.",
        "Replace the owner BOB with the deputy of ALICE on the Safe SAFE.",
        "Replace the rival of BOB with ALICE as an owner of the Safe SAFE.",
        // Feared, asked, under a condition, rejected, of another time or of something else.
        "We fear that ALICE replaces BOB as owner of the Safe SAFE.",
        "Should ALICE replace BOB as owner of the Safe SAFE?",
        "Is it right that ALICE replaces BOB as owner of the Safe SAFE?",
        "If ALICE replaces BOB as an owner of the Safe SAFE, we are lost.",
        "ALICE would replace BOB as owner of the Safe SAFE if the rival proposal passed.",
        "ALICE may replace BOB as owner of the Safe SAFE.",
        "This proposal stops the plan in which ALICE replaces BOB as owner of SAFE.",
        "Owner of the Safe SAFE: BOB → ALICE (rejected)",
        "Owner records of the Safe SAFE, as of 2021: BOB → ALICE",
        "ALICE replaces BOB as treasurer in our chat; the owners of the Safe SAFE stay.",
        "Our nightmare: ALICE replaces BOB as owner of the Safe SAFE.",
        "In the rival vote, ALICE replaces BOB as owner of the Safe SAFE.",
        "ALICE replaces BOB as owner of the Safe SAFE when hell freezes over.",
        "ALICE replaces BOB as guardian of the Safe SAFE. Its owners stay.",
        "New owner of the Safe SAFE: BOB → ALICE → BOB",
        "## Rejected\n\nALICE replaces BOB as an owner of the Safe SAFE.",
        "What we will not do:\n\n- ALICE replaces BOB as an owner of the Safe SAFE.",
        "Option 2 (not chosen):\n\nALICE replaces BOB as an owner of the Safe SAFE.",
        "## Alternatives considered\n\n- Owner of the Safe SAFE: BOB → ALICE",
        "ALICE replaces BOB as an owner of the Safe SAFE. This is what must not happen.",
        "- [ ] ALICE replaces BOB as an owner of the Safe SAFE.",
        "BOB replaces ALICE as an owner of SAFE, and CAROL replaces BOB as an owner of SAFE.",
        "ALICE replaces BOB as an owner of CAROL. The Safe SAFE pays for it.",
        "On the Safe CAROL, ALICE replaces BOB as an owner. The Safe SAFE keeps its owners.",
        "Owner of the Safe CAROL: BOB → ALICE\n\nThe Safe SAFE stays.",
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
        "## New owner of SAFE\n\nBOB",
        "## New owner of SAFE\n\nBOB\n\n## Thanks\n\nALICE",
        "## New owner of SAFE\n\nNot ALICE.",
        "## Old owner of SAFE\n\nALICE",
        "Owner of SAFE: ALICE → BOB",
        "The new owner of the vault SAFE is BOB. We thank ALICE.",
        "We thank ALICE. New owner of SAFE is BOB.",
        "Ownership of SAFE goes to ALICE in no event.",
        "## New owner of CAROL\n\nALICE\n\n## New owner of SAFE\n\nBOB",
        "Owner of CAROL: BOB → ALICE\n\nOwner of SAFE: ALICE → BOB",
        "Transfer the ownership of SAFE away from ALICE.",
        "## Candidates for the new owner of SAFE\n\nALICE\n\nBOB",
        "## Rejected: new owner of SAFE\n\nALICE",
        "The signer ALICE replaces the signer BOB of the multisig. The vault SAFE pays its costs.",
      })
  void anotherAccountUnderItIsRed(String words) {
    assertThat(owned(words)).isNotEmpty();
  }

  private static Verdict role(Effect.Kind kind, Address account, String name, String words) {
    String text = text(words);
    return under(text)
        .effect(kind, SAFE, account, name, "")
        .compared(Calls.DAO, Reading.of(text).statements());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Council member ALICE replaces BOB. The vault SAFE goes on as before.",
        "ALICE replaces BOB as member of the council. The vault SAFE goes on as before.",
        "ALICE replaces BOB as guardian. The vault SAFE goes on as before.",
        "Council member ALICE replaces BOB. The token SAFE pays, and its minter stays.",
        "ALICE replaces BOB as an owner. The token SAFE pays, and its minter stays.",
        "New owner of SAFE: BOB → ALICE → BOB",
      })
  void aPlaceIsNoOtherPower(String words) {
    assertThat(red(role(Effect.Kind.ROLE_GRANTED, ALICE, "MINTER_ROLE", words))).isNotEmpty();
    if (!words.contains("an owner")) {
      assertThat(owned(words)).isNotEmpty();
    }
  }
}
