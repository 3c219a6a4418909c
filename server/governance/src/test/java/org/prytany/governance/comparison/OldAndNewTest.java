package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.reading.Reading;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** What a text says that a setting was, or is not to become, is not its new value. */
class OldAndNewTest {

  private static final Address VAULT = address(0xa7);

  private static List<String> red(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(Finding::code)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "votingPeriod; The voting period changes from 21600 to 50400.; 21600; 50400",
        "votingPeriod; The voting period was 21600 and will be 50400.; 21600; 50400",
        "votingPeriod; El periodo (votingPeriod) sube de 21600 a 50400.; 21600; 50400",
        "votingPeriod; votingPeriod wird von 21600 auf 50400 erhöht.; 21600; 50400",
        "votingPeriod; votingPeriod: 21600 → 50400; 21600; 50400",
        "votingDelay; Voting delay 7200 → 14400 blocks.; 7200; 14400",
        "votingPeriod; The voting period falls from 7 days to 3 days.; 604800; 259200",
        "minDelay; The minimum delay is raised, not lowered to 0 seconds, and becomes 172800 s.; 0; 172800",
        "quorumNumerator; The quorum is 4 % instead of 10 %.; 10; 4",
        "reserveFactor; The reserve factor was 3 % for a year and is now 0.5 %.; 300; 50"
      })
  void theOldValueIsRedAndTheNewOneIsNot(String name, String text, String old, String now) {
    assertThat(red(under(text).set(name, now).compared())).as("new").isEmpty();
    assertThat(red(under(text).set(name, old).compared()))
        .as("old")
        .contains("PARAMETER_CONTRADICTED");
  }

  @Test
  void aColumnThatIsHeadedAsOldIsOld() {
    String table =
        """
        | Parameter | Current | Proposed |
        |---|---|---|
        | Voting delay | 1 day (7200 blocks) | 2 days (14400 blocks) |
        | Voting period | 21600 | 50400 |
        """;
    assertThat(red(under(table).set("votingDelay", "14400").compared())).isEmpty();
    assertThat(red(under(table).set("votingPeriod", "50400").compared())).isEmpty();
    assertThat(red(under(table).set("votingDelay", "7200").compared()))
        .contains("PARAMETER_CONTRADICTED");
    assertThat(red(under(table).set("votingPeriod", "21600").compared()))
        .contains("PARAMETER_CONTRADICTED");
  }

  @Test
  void aThresholdOfManyTokensIsNoDust() {
    String text = "The proposal threshold becomes 100,000 tokens.";
    String tokens = "100000" + "0".repeat(18);
    assertThat(red(under(text).set("proposalThreshold", tokens).compared())).isEmpty();
    assertThat(red(under(text).set("proposalThreshold", "100000").compared()))
        .contains("PARAMETER_CONTRADICTED");
  }

  @Test
  void aThresholdOfASafeIsReadAlike() {
    String text = "Set the threshold of the Safe " + VAULT + " from 1 to 3.";
    assertThat(red(under(text).control(VAULT, "threshold", "3").compared())).isEmpty();
    assertThat(red(under(text).control(VAULT, "threshold", "1").compared()))
        .contains("AUTHORITY_CONTRADICTED");
  }

  @Test
  void aRoleIsGrantedThatTheSentenceNames() {
    String text =
        "Grant PAUSER_ROLE on "
            + VAULT
            + " to "
            + ALICE
            + ". The role DEFAULT_ADMIN_ROLE stays with the DAO.";
    assertThat(red(granted(text, "PAUSER_ROLE"))).isEmpty();
    assertThat(red(granted(text, "DEFAULT_ADMIN_ROLE"))).contains("ROLE_NOT_NAMED");
    String admin =
        "Grant " + ALICE + " PAUSER_ROLE, whose admin is DEFAULT_ADMIN_ROLE, on " + VAULT;
    assertThat(red(granted(admin + ".", "DEFAULT_ADMIN_ROLE"))).isNotEmpty();
    assertThat(red(granted("Grant MINTER_ROLE to " + ALICE + " on " + VAULT, "MINTER_ROLE")))
        .isEmpty();
  }

  private static Verdict granted(String text, String role) {
    return under(text)
        .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, role, "")
        .compared(Calls.DAO, Reading.of(text).statements());
  }

  @Test
  void anAllowanceWithoutABoundHasToBeCalledOne() {
    String bounded = "Approve " + ALICE + " to spend USDC of the treasury.";
    assertThat(red(under(bounded).approve(USDC, Calls.MAX, ALICE).compared()))
        .contains("UNLIMITED_APPROVAL")
        .hasSizeGreaterThan(1);
    String said = "An unlimited allowance of USDC is given to " + ALICE;
    assertThat(red(under(said).approve(USDC, Calls.MAX, ALICE).compared()))
        .containsExactly("UNLIMITED_APPROVAL");
  }
}
