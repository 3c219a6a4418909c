package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.GOVERNOR;
import static org.prytany.governance.comparison.Calls.TREASURY;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;

/** Powers that look announced by words that are meant for something else. */
class HiddenAuthorityTest {

  private static final Address VAULT = address(0x55);
  private static final Address VALIDATORS = address(0x71);
  private static final Address ACCOUNTS = address(0x73);
  private static final Address CODE = new Address("0xc0de00000000000000000000000000000000c0de");

  /** A claim that points at its words. */
  private static Claim power(Claim.Authority.Kind kind, String text, String words, Address... to) {
    int at = text.indexOf(words);
    return new Claim.Authority(
        kind,
        to.length == 0 ? Optional.empty() : Optional.of(to[0]),
        new Span(at, at + words.length()));
  }

  @Test
  void theWordForAPaymentSpellsOutNoOtherCall() {
    Verdict verdict =
        under("We transfer 25,000 USDC to " + ALICE)
            .pay(USDC, "25000", ALICE)
            .effect(Effect.Kind.OWNERSHIP, USDC_AT, ALICE, "", "")
            .decoded(USDC_AT, "transfer(address,uint256)", List.of(), ALICE.hex())
            .decoded(USDC_AT, "transferOwnership(address)", List.of(), ALICE.hex())
            .compared();

    assertThat(red(verdict)).containsExactly("UNMENTIONED_AUTHORITY");
  }

  /** A guardian is a role in words, and somebody's place in the contract. */
  @Test
  void aPlaceInAContractIsSaidByItsTitle() {
    assertThat(placed("guardian", ALICE)).isEmpty();
    assertThat(placed("keeper", ALICE)).containsExactly("UNMENTIONED_AUTHORITY");
    assertThat(placed("guardian", BOB)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  /** The text makes Alice somebody in the vault, and the call makes somebody its guardian. */
  private static List<String> placed(String title, Address guardian) {
    String text = ALICE + " becomes the " + title + " of " + VAULT;
    Claim said = power(Claim.Authority.Kind.ROLE, text, "becomes the " + title, ALICE);
    return red(
        under(text)
            .effect(Effect.Kind.OWNERSHIP, VAULT, guardian, "guardian", "")
            .compared(Calls.DAO, List.of(said)));
  }

  @Test
  void anEverydayWordSpellsOutNoCall() {
    Verdict verdict =
        under("For audits we rely on " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, "ward", "")
            .decoded(VAULT, "rely(address)", List.of(), ALICE.hex())
            .compared();

    assertThat(red(verdict)).contains("UNMENTIONED_AUTHORITY");
    assertThat(
            under("The ward is added by `rely(" + ALICE + ")`.")
                .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, "ward", "")
                .decoded(VAULT, "rely(address)", List.of(), ALICE.hex())
                .compared()
                .blocked())
        .isFalse();
  }

  @Test
  void aCallThatIsSpelledOutOnceCoversNoSecondContract() {
    Calls calls =
        under("1. Oracles.addOracle\n  - Data: " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, "oracle", "")
            .effect(Effect.Kind.ROLE_GRANTED, VALIDATORS, ALICE, "oracle", "")
            .decoded(VAULT, "addOracle(address)", List.of(), ALICE.hex())
            .decoded(VALIDATORS, "addOracle(address)", List.of(), ALICE.hex());

    assertThat(red(calls.compared())).contains("UNMENTIONED_AUTHORITY");
  }

  @Test
  void anAccountThatATextRulesOutIsNotSpelledOut() {
    Verdict verdict =
        under("We call addOracle for the new reporter.\nIt is not the old one at " + ALICE)
            .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, "oracle", "")
            .decoded(VAULT, "addOracle(address)", List.of(), ALICE.hex())
            .compared();

    assertThat(red(verdict)).containsExactly("UNMENTIONED_AUTHORITY");
  }

  @Test
  void takingARoleIsNotGivingIt() {
    String taken = "We revoke the canceller role from " + ALICE;
    String given = "We grant the canceller role to " + ALICE;
    Claim take = power(Claim.Authority.Kind.ROLE, taken, "revoke the canceller role", ALICE);
    Claim give = power(Claim.Authority.Kind.ROLE, given, "grant the canceller role", ALICE);

    assertThat(red(role(taken, Effect.Kind.ROLE_GRANTED, "CANCELLER_ROLE", take)))
        .containsExactly("AUTHORITY_CONTRADICTED");
    assertThat(red(role(given, Effect.Kind.ROLE_REVOKED, "CANCELLER_ROLE", give)))
        .containsExactly("AUTHORITY_CONTRADICTED");
    assertThat(role(taken, Effect.Kind.ROLE_REVOKED, "CANCELLER_ROLE", take).blocked()).isFalse();
    assertThat(role(given, Effect.Kind.ROLE_GRANTED, "CANCELLER_ROLE", give).blocked()).isFalse();
  }

  private static Verdict role(String text, Effect.Kind kind, String role, Claim claim) {
    return under(text).effect(kind, TREASURY, ALICE, role, "").compared(Calls.DAO, List.of(claim));
  }

  @Test
  void ownershipThatIsHandedOverIsNotGivenUp() {
    String text = "# Transfer ownership of the registry\nIt goes to " + ALICE;
    Calls calls = under(text).drop(VAULT);

    assertThat(
            red(
                calls.compared(
                    Calls.DAO,
                    List.of(power(Claim.Authority.Kind.OWNERSHIP, text, "Transfer ownership of")))))
        .containsExactly("AUTHORITY_CONTRADICTED");

    String plain = "We renounce ownership of the registry at " + VAULT;
    assertThat(
            under(plain)
                .drop(VAULT)
                .compared(
                    Calls.DAO,
                    List.of(power(Claim.Authority.Kind.OWNERSHIP, plain, "renounce ownership of")))
                .blocked())
        .isFalse();
  }

  @Test
  void wordsAboutAnOwnerCoverNoOtherControl() {
    String text = "The new owner of our documentation will be the guild.";
    Claim owner = power(Claim.Authority.Kind.OWNERSHIP, text, "new owner");

    for (String subject : List.of("threshold", "guard", "fallbackHandler", "admin of role 0x00")) {
      Verdict verdict =
          under(text).control(VAULT, subject, "1").compared(Calls.DAO, List.of(owner));

      assertThat(red(verdict)).as(subject).containsExactly("UNMENTIONED_AUTHORITY");
    }
  }

  @Test
  void aThresholdThatTheTextNamesIsMentioned() {
    assertThat(
            under("The Safe " + VAULT + " gets a threshold of 4.")
                .control(VAULT, "threshold", "4")
                .compared()
                .blocked())
        .isFalse();
    assertThat(
            red(
                under("The Safe " + VAULT + " gets a threshold of 4.")
                    .control(VAULT, "threshold", "1")
                    .compared()))
        .containsExactly("AUTHORITY_CONTRADICTED");
    assertThat(
            under("The guard of the Safe is " + ALICE)
                .control(VAULT, "guard", ALICE.hex())
                .compared()
                .blocked())
        .isFalse();
    assertThat(
            red(
                under("The guard of the Safe is " + ALICE)
                    .control(VAULT, "guard", BOB.hex())
                    .compared()))
        .containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void noWordsAboutOwnersEndAContract() {
    String text = "We accept ownership of the vault at " + VAULT;
    Claim owner = power(Claim.Authority.Kind.OWNERSHIP, text, "accept ownership");

    Verdict verdict =
        under(text)
            .effect(Effect.Kind.DESTRUCTION, VAULT, TREASURY, "", "")
            .compared(Calls.DAO, List.of(owner));

    assertThat(red(verdict)).containsExactly("SELF_DESTRUCT");
    assertThat(verdict.matches())
        .filteredOn(match -> match.effect() == 0)
        .extracting(Verdict.Match::status)
        .as("the words do not mention it")
        .doesNotContain(Verdict.Status.CONSISTENT)
        .isNotEmpty();
  }

  @Test
  void aTitleGivesThePowerOfANamedAccountToNobodyElse() {
    String text =
        "Author: "
            + BOB
            + "\n# Grant the canceller role\nWe grant the canceller role to "
            + ALICE
            + ".\n";
    List<Claim> claims =
        List.of(
            power(Claim.Authority.Kind.ROLE, text, "Grant the canceller role"),
            power(Claim.Authority.Kind.ROLE, text, "grant the canceller role", ALICE));

    Verdict verdict =
        under(text)
            .effect(Effect.Kind.ROLE_GRANTED, TREASURY, ALICE, "CANCELLER_ROLE", "")
            .effect(Effect.Kind.ROLE_GRANTED, TREASURY, BOB, "CANCELLER_ROLE", "")
            .compared(Calls.DAO, claims);

    assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void aModestRoleIsNoMasterKey() {
    String text = "We grant the keeper role to " + ALICE + " as a reward for going forward.";

    for (String role : List.of("ward", "Safe module", "MINTER_ROLE", "UPGRADER_ROLE")) {
      Verdict verdict =
          under(text).effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, role, "").compared();

      assertThat(red(verdict)).as(role).containsExactly("ROLE_NOT_NAMED");
    }
    assertThat(
            under("We grant the minter role to " + ALICE)
                .effect(Effect.Kind.ROLE_GRANTED, VAULT, ALICE, "MINTER_ROLE", "")
                .compared()
                .blocked())
        .isFalse();
  }

  @Test
  void theDaosOwnContractsAreNotMeantByWordsAboutOthers() {
    for (Address own : List.of(GOVERNOR, TREASURY)) {
      Verdict verdict =
          under("The upgrade and the ownership of our documentation go to " + BOB)
              .effect(Effect.Kind.OWNERSHIP, own, BOB, "", "")
              .compared();

      assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
    }
    assertThat(
            under("The ownership of the treasury goes to " + BOB)
                .effect(Effect.Kind.OWNERSHIP, TREASURY, BOB, "", "")
                .compared()
                .blocked())
        .isFalse();
  }

  private static Verdict upgraded(String text, Address contract, String subject) {
    return under(text)
        .effect(Effect.Kind.UPGRADE, contract, CODE, subject, "")
        .compared(
            Calls.labelled(
                Map.of(
                    VALIDATORS, "ValidatorsProxy", ACCOUNTS, "Accounts", GOVERNOR, "Governance")));
  }

  @Test
  void newCodeThatTheTextRulesOutIsNotAnnounced() {
    Verdict verdict =
        upgraded(
            "We upgrade Election: 1.2.0 => 1.3.0.\nThe code of Validators is not upgraded.",
            VALIDATORS,
            "");

    assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  @Test
  void aNameThatOnlyStandsBesideAnotherUpgradeIsNotAnnounced() {
    for (String text :
        List.of(
            "- We upgrade Validators: 1.2.0 => 1.3.0, which makes Accounts cheaper.",
            "We upgrade the Validators contract, so that accounts last.")) {
      assertThat(red(upgraded(text, ACCOUNTS, ""))).containsExactly("AUTHORITY_CONTRADICTED");
    }
  }

  @Test
  void aPlaceOfTrustIsNotAnnouncedByItsKindAlone() {
    for (String subject : List.of("facet", "price oracle", "pending", "pool")) {
      String kind = subject.substring(subject.indexOf(' ') + 1);
      Verdict verdict = upgraded("We upgrade the " + kind + " contract.", VAULT, subject);

      assertThat(red(verdict)).as(subject).containsExactly("AUTHORITY_CONTRADICTED");
    }
  }

  @Test
  void theGovernorsPlaceInARegistryNeedsAnAddress() {
    Verdict verdict =
        upgraded(
            "We upgrade contracts.\n- Governance: 1.2.0 => 1.3.0\n",
            VAULT,
            "registry entry Governance");

    assertThat(red(verdict)).containsExactly("AUTHORITY_CONTRADICTED");
  }

  private static DecodedAction inner(String data) {
    return new DecodedAction(
        0, VALIDATORS, BigInteger.ZERO, data, Optional.empty(), List.of(), "", List.of());
  }

  @Test
  void anotherCallOfAnUpgradedContractIsNotItsFirst() {
    Verdict verdict =
        under("We upgrade Validators: 1.2.0 => 1.3.0.")
            .effect(Effect.Kind.UPGRADE, VALIDATORS, CODE, "", "")
            .effect(Effect.Kind.UNKNOWN_CALL, VALIDATORS, VALIDATORS, "0xdeadbeef", "")
            .decoded(VALIDATORS, "upgradeTo(address)", List.of(), CODE.hex())
            .decoded(VALIDATORS, "multicall(bytes[])", List.of(inner("0xdeadbeef")))
            .compared(Calls.labelled(Map.of(VALIDATORS, "ValidatorsProxy")));

    assertThat(red(verdict)).containsExactly("UNEXPLAINED_CALL");
  }

  @Test
  void aFirstCallThatNamesAStrangerIsNotExplained() {
    String data = "0xc4d66de8" + "0".repeat(24) + CAROL.hex().substring(2);
    Verdict verdict =
        under("We upgrade Validators: 1.2.0 => 1.3.0.")
            .effect(Effect.Kind.UPGRADE, VALIDATORS, CODE, "", "")
            .effect(Effect.Kind.UNKNOWN_CALL, VALIDATORS, VALIDATORS, "0xc4d66de8", "")
            .decoded(
                VALIDATORS, "upgradeToAndCall(address,bytes)", List.of(inner(data)), CODE.hex())
            .compared(Calls.labelled(Map.of(VALIDATORS, "ValidatorsProxy")));

    assertThat(red(verdict)).containsExactly("UNEXPLAINED_CALL");
  }

  @Test
  void settingsThatDecideAreStoppedWhereTheTextDoesNotHaveTheirValue() {
    for (String name : List.of("quorumNumerator", "votingPeriod", "votingDelay", "minDelay")) {
      for (String value : List.of("1", "1728000", "90")) {
        assertThat(red(under("Nothing much.").setFrom(name, "172800", value).compared()))
            .as(name)
            .containsExactly("PARAMETER_UNMENTIONED");
      }
    }
    assertThat(under("Nothing much.").setFrom("rewardRate", "100", "90").compared().blocked())
        .isFalse();
  }

  @Test
  void aSettingIsReadWithoutTheDigesterAndInAnyLanguage() {
    List<Claim> none = List.of();
    for (String text :
        List.of(
            "El nuevo valor de votingPeriod: 3 days (259 200 s)",
            "| setting | new |\n|---|---|\n| votingPeriod | 259,200 |",
            "Voting period: from 2 days to three days.")) {
      Calls calls = under(text).setFrom("votingPeriod", "172800", "259200");
      assertThat(calls.compared(Calls.DAO, none).blocked()).as(text).isFalse();
      Calls tenfold = under(text).setFrom("votingPeriod", "172800", "2592000");
      assertThat(red(tenfold.compared(Calls.DAO, none)))
          .as(text)
          .containsExactly("PARAMETER_CONTRADICTED");
    }
  }

  @Test
  void aShareOfOneAndABlockCountAreReadInTheirUnits() {
    List<Claim> none = List.of();
    assertThat(
            under("We raise the reserve factor to 25 %.")
                .set("reserveFactor", "250000000000000000")
                .compared(Calls.DAO, none)
                .findings())
        .isEmpty();
    assertThat(
            red(
                under("We raise the reserve factor to 25 %.")
                    .set("reserveFactor", "2500000000000000000")
                    .compared(Calls.DAO, none)))
        .containsExactly("PARAMETER_CONTRADICTED");
    assertThat(
            under("The voting delay becomes 2 days.")
                .set("votingDelay", "14400")
                .voteEnd(21_000_000)
                .compared(Dao.onlyRead("d", "D", 1, Calls.GOVERNOR, Calls.TREASURY), none)
                .findings())
        .isEmpty();
  }

  @Test
  void aSettingOfSeveralPartsIsReadPartByPart() {
    List<Claim> none = List.of();
    String text =
        "| asset | intrinsic gas |\n|---|---|\n| "
            + BOB
            + " | 85,000 |\n\nThe gas config is set.\n";
    String parts = BOB + ", 85000";
    assertThat(under(text).set("intrinsicGas", parts).compared(Calls.DAO, none).blocked())
        .isFalse();
    assertThat(red(under(text).set("intrinsicGas", BOB + ", 850000").compared(Calls.DAO, none)))
        .containsExactly("PARAMETER_CONTRADICTED");
  }

  @Test
  void aThresholdInVotesIsNotOneInBaseUnits() {
    String tokens = "0".repeat(18);
    Calls calls =
        under("Set the proposal threshold to 100000 votes.")
            .setFrom("proposalThreshold", "50000" + tokens, "100000");

    assertThat(red(calls.compared())).containsExactly("PARAMETER_CONTRADICTED");
    assertThat(
            under("Set the proposal threshold to 100000 votes.")
                .setFrom("proposalThreshold", "50000" + tokens, "100000" + tokens)
                .compared()
                .blocked())
        .isFalse();
  }
}
