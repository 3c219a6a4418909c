package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.GOVERNOR;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/** What a text announces by a contract's name, or spells out as a call. */
class AnnouncedTest {

  private static final Address VALIDATORS = address(0x71);
  private static final Address REGISTRY = address(0x72);
  private static final Address CODE = new Address("0xc0de00000000000000000000000000000000c0de");
  private static final Map<Address, String> LABELS =
      Map.of(VALIDATORS, "ValidatorsProxy", REGISTRY, "Registry", GOVERNOR, "Governance");

  private static List<String> codes(Verdict verdict, Finding.Severity severity) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::code)
        .toList();
  }

  private static Calls upgrade(String text, Address contract, String subject) {
    return under(text).effect(Effect.Kind.UPGRADE, contract, CODE, subject, "");
  }

  private static Verdict judged(Calls calls) {
    return calls.compared(Calls.labelled(LABELS));
  }

  @Test
  void newCodeThatIsAnnouncedByTheContractsNameIsAmber() {
    Verdict verdict =
        judged(
            upgrade(
                "We upgrade core contracts.\n- `Validators`: 1.2.0 => 1.3.0\n", VALIDATORS, ""));

    assertThat(codes(verdict, Finding.Severity.AMBER)).contains("CODE_NOT_NAMED");
    assertThat(verdict.blocked()).isFalse();
  }

  @Test
  void newCodeOfAContractThatTheTextDoesNotNameIsRed() {
    Verdict verdict =
        judged(upgrade("We upgrade core contracts.\n- Election: 1.2.0 => 1.3.0\n", VALIDATORS, ""));

    assertThat(codes(verdict, Finding.Severity.RED)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void newCodeOfTheDaosOwnGovernorNeedsItsVersions() {
    String versions = "We upgrade core contracts.\n- Governance: 1.2.0 => 1.3.0\n";
    String words = "We upgrade core contracts.\n- A new implementation of Governance\n";

    Verdict named = judged(upgrade(versions, GOVERNOR, ""));
    assertThat(codes(named, Finding.Severity.AMBER)).contains("CODE_NOT_NAMED");
    assertThat(named.blocked()).isFalse();
    assertThat(codes(judged(upgrade(words, GOVERNOR, "")), Finding.Severity.RED))
        .containsExactly("AUTHORITY_CONTRADICTED");
    assertThat(judged(upgrade(words + "at " + CODE, GOVERNOR, "")).blocked()).isFalse();
  }

  @Test
  void theGovernorsPlaceInARegistryNeedsAnAddressWhateverTheVersions() {
    String text = "We upgrade core contracts.\n- Governance: 1.2.0 => 1.3.0\n";

    assertThat(
            codes(
                judged(upgrade(text, REGISTRY, "registry entry Governance")), Finding.Severity.RED))
        .containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void aLongNameIsKnownByAllButItsLastWord() {
    String text = "We upgrade contracts:\n- `SwapFeeHandler`: `N/A` => `1.1.0` (new contract)\n";

    assertThat(judged(upgrade(text, REGISTRY, "registry entry SwapFeeHandlerSeller")).blocked())
        .isFalse();
    // Two words tell too little, and a name that another contract of the proposal has is that
    // one's.
    assertThat(judged(upgrade(text, REGISTRY, "registry entry SwapFeeSeller")).blocked()).isTrue();
    assertThat(
            judged(
                    upgrade(text, REGISTRY, "registry entry SwapFeeHandlerSeller")
                        .effect(
                            Effect.Kind.UPGRADE,
                            REGISTRY,
                            CODE,
                            "registry entry SwapFeeHandler",
                            ""))
                .blocked())
        .isTrue();
  }

  @Test
  void anotherAddressInTheTextMakesUnnamedCodeRed() {
    Verdict verdict =
        judged(
            upgrade(
                "We upgrade Validators: 1.2.0 => 1.3.0.\nThe new code was audited at "
                    + ALICE
                    + ".",
                VALIDATORS,
                ""));

    assertThat(codes(verdict, Finding.Severity.RED)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void wordsForOneKindOfPowerAnnounceNoOther() {
    Verdict verdict =
        judged(
            under("We upgrade Validators: 1.2.0 => 1.3.0.")
                .effect(Effect.Kind.OWNERSHIP, VALIDATORS, CODE, "", ""));

    assertThat(codes(verdict, Finding.Severity.RED)).containsExactly("UNMENTIONED_AUTHORITY");
  }

  @Test
  void aPlaceInARegistryIsAnnouncedByItsOwnName() {
    String text = "We upgrade contracts.\n- `FeeHandler`: `N/A` => `1.1.0`\n";

    assertThat(judged(upgrade(text, REGISTRY, "registry entry FeeHandler")).blocked()).isFalse();
    assertThat(
            codes(judged(upgrade(text, REGISTRY, "registry entry Reserve")), Finding.Severity.RED))
        .containsExactly("AUTHORITY_CONTRADICTED");
  }

  @ParameterizedTest
  @CsvSource({
    "'',0x8129fc1c,false",
    "initialize(),initialize(),false",
    // A known function that does whatever its argument says.
    "forward(bytes),0x8129fc1c,true"
  })
  void theCallThatPutsAnnouncedCodeInPlaceIsAmber(
      String function, String subject, boolean blocked) {
    DecodedAction inner =
        new DecodedAction(
            0,
            VALIDATORS,
            java.math.BigInteger.ZERO,
            "0x8129fc1c",
            java.util.Optional.of(function).filter(name -> !name.isEmpty()),
            List.of(),
            "",
            List.of());
    Calls calls =
        upgrade("We upgrade Validators: 1.2.0 => 1.3.0.", VALIDATORS, "")
            .effect(Effect.Kind.UNKNOWN_CALL, VALIDATORS, VALIDATORS, subject, "");

    assertThat(codes(judged(calls), Finding.Severity.RED)).containsExactly("UNEXPLAINED_CALL");

    calls.decoded(
        VALIDATORS, "upgradeToAndCall(address,bytes)", List.of(inner), CODE.hex(), "0x8129fc1c");
    assertThat(judged(calls).blocked()).isEqualTo(blocked);
    assertThat(codes(judged(calls), Finding.Severity.AMBER).contains("NEW_CODE_IS_CALLED"))
        .isEqualTo(!blocked);
  }

  @Test
  void aCallThatTheTextSpellsOutIsMentioned() {
    Calls calls =
        under("1. Enable the feed\n  - Destination: Oracles.addOracle\n  - Data: " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, REGISTRY, ALICE, "oracle for " + BOB, "")
            .decoded(REGISTRY, "addOracle(address,address)", List.of(), BOB.hex(), ALICE.hex());

    assertThat(judged(calls).blocked()).isFalse();
  }

  @Test
  void aCallThatTheTextRulesOutIsNotMentioned() {
    Calls calls =
        under("We do not call addOracle for " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, REGISTRY, ALICE, "oracle", "")
            .decoded(REGISTRY, "addOracle(address)", List.of(), ALICE.hex());

    assertThat(codes(judged(calls), Finding.Severity.RED)).containsExactly("UNMENTIONED_AUTHORITY");
  }

  @Test
  void aSpelledOutCallForOneAccountCoversNoOther() {
    Calls calls =
        under("Call Oracles.addOracle with " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, REGISTRY, BOB, "oracle", "")
            .decoded(REGISTRY, "addOracle(address)", List.of(), BOB.hex());

    assertThat(codes(judged(calls), Finding.Severity.RED)).containsExactly("UNMENTIONED_AUTHORITY");
  }

  @Test
  void anAnnouncedUpgradeThatNoCallMakesIsAmber() {
    Verdict verdict =
        judged(
            upgrade(
                "We upgrade Validators: 1.2.0 => 1.3.0\nWe upgrade Election: 1.0.1 => 1.1.0\n",
                VALIDATORS,
                ""));

    assertThat(codes(verdict, Finding.Severity.AMBER)).contains("NOT_EXECUTED");
  }

  @Test
  void callsInAnotherOrderThanTheTextAreAmber() {
    Calls inOrder =
        under("First call enable for " + ALICE + ", then enable for " + BOB)
            .decoded(REGISTRY, "enable(address)", List.of(), ALICE.hex())
            .decoded(REGISTRY, "enable(address)", List.of(), BOB.hex());
    Calls turned =
        under("First call enable for " + ALICE + ", then enable for " + BOB)
            .decoded(REGISTRY, "enable(address)", List.of(), BOB.hex())
            .decoded(REGISTRY, "enable(address)", List.of(), ALICE.hex());

    assertThat(codes(judged(inOrder), Finding.Severity.AMBER)).doesNotContain("ORDER_DIFFERS");
    assertThat(codes(judged(turned), Finding.Severity.AMBER)).contains("ORDER_DIFFERS");
  }
}
