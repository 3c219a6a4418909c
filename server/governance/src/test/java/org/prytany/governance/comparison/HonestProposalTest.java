package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.CAROL;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** A proposal that does what it says gets a verdict without anything to worry about. */
class HonestProposalTest {

  static Stream<Arguments> honest() {
    return Stream.of(
        Arguments.of(
            "a grant with one recipient",
            under("# Grant\nWe ask for 25,000 USDC to " + ALICE + ".").pay(USDC, "25000", ALICE)),
        Arguments.of(
            "a grant whose amount stands in title, summary and body",
            under(
                    "# Pay 25,000 USDC\nA grant of 25,000 USDC.\nThe call sends 25,000 USDC to "
                        + ALICE)
                .pay(USDC, "25000", ALICE)),
        Arguments.of(
            "dollars paid in a dollar token",
            under("We ask for $25,000, payable to " + ALICE).pay(USDC, "25000", ALICE)),
        Arguments.of(
            "dollars and the token side by side",
            under("Pay $25,000 (25,000 DAI to " + ALICE + ").").pay(DAI, "25000", ALICE)),
        Arguments.of(
            "a budget in ETH and a token",
            under("Send 10 ETH to " + ALICE + " and 90,000.50 USDC to " + ALICE)
                .pay(Token.NATIVE, "10", ALICE)
                .pay(USDC, "90000.50", ALICE)),
        Arguments.of(
            "a budget without addresses",
            under("The working group needs 10 ETH and 90,000 USDC.")
                .pay(Token.NATIVE, "10", ALICE)
                .pay(USDC, "90000", ALICE)),
        Arguments.of(
            "milestones and their total, paid at once",
            under(
                    "Total: 60,000 USDC to "
                        + ALICE
                        + "\n- first milestone 10,000 USDC\n- second milestone 50,000 USDC\n")
                .pay(USDC, "60000", ALICE)),
        Arguments.of(
            "equal milestones in a list, the total left to the reader",
            under(
                    "To "
                        + ALICE
                        + ":\n- start: 10,000 USDC\n- middle: 10,000 USDC\n- end: 10,000 USDC\n")
                .pay(USDC, "30000", ALICE)),
        Arguments.of(
            "a total that is split among named accounts",
            under("A total of 60,000 USDC goes to " + ALICE + ", " + BOB + " and " + CAROL)
                .pay(USDC, "20000", ALICE)
                .pay(USDC, "25000", BOB)
                .pay(USDC, "15000", CAROL)),
        Arguments.of(
            "the same prize for each of three named winners",
            under("Each winner gets 5,000 USDC each: " + ALICE + ", " + BOB + ", " + CAROL)
                .pay(USDC, "5000", ALICE)
                .pay(USDC, "5000", BOB)
                .pay(USDC, "5000", CAROL)),
        Arguments.of(
            "equal items in a list without addresses",
            under("Stewards:\n- Alice 5,000 USDC\n- Bob 5,000 USDC\n")
                .pay(USDC, "5000", ALICE)
                .pay(USDC, "5000", BOB)),
        Arguments.of(
            "one item paid in two transfers",
            under("We ask for 30,000 USDC to " + ALICE)
                .pay(USDC, "10000", ALICE)
                .pay(USDC, "20000", ALICE)),
        Arguments.of(
            "money moved within the treasury",
            under("Housekeeping.").pay(USDC, "5", Calls.TREASURY)),
        Arguments.of(
            "a setting in days",
            under("Change the voting period to 7 days.").set("votingPeriod", "604800")),
        Arguments.of(
            "a setting in hours",
            under("Set the timelock delay from 24 hours to 48 hours.").set("minDelay", "172800")),
        Arguments.of(
            "a quorum in percent", under("Raise the quorum to 5%.").set("quorumNumerator", "5")),
        Arguments.of(
            "a threshold in whole votes",
            under("Lower the proposal threshold to 1,000 votes.")
                .set("proposalThreshold", "1" + "0".repeat(21))),
        Arguments.of(
            "ownership to a named account",
            under("We transfer ownership of the registry " + Calls.address(0x55) + " to " + ALICE)
                .effect(Effect.Kind.OWNERSHIP, Calls.address(0x55), ALICE, "", "")),
        Arguments.of(
            "a named role for a named account",
            under("At " + Calls.address(0x55) + " we grant the canceller role to " + ALICE)
                .effect(
                    Effect.Kind.ROLE_GRANTED, Calls.address(0x55), ALICE, "CANCELLER_ROLE", "")),
        Arguments.of(
            "a limited allowance",
            under("An allowance of 10,000 USDC is given to " + ALICE)
                .approve(USDC, BigInteger.valueOf(10_000_000_000L), ALICE)),
        Arguments.of(
            "a role of the timelock for the governor",
            under("We grant the canceller role to the governor itself.")
                .effect(
                    Effect.Kind.ROLE_GRANTED,
                    Calls.TREASURY,
                    Calls.GOVERNOR,
                    "CANCELLER_ROLE",
                    "")),
        Arguments.of(
            "a threshold in thousands",
            under("Set the proposal threshold to 100,000 votes, from 50k.")
                .set("proposalThreshold", "1" + "0".repeat(23))),
        Arguments.of(
            "a payee who is named in words, in a text that its author signed",
            under("Author: " + BOB + ". The design guild gets 1,000 USDC.")
                .pay(USDC, "1000", ALICE)),
        Arguments.of(
            "tokens with their value in euros",
            under("Send 10 ETH, about 30,000 EUR, to " + ALICE + ".")
                .pay(Token.NATIVE, "10", ALICE)),
        Arguments.of("a proposal that only asks for an opinion", under("Do we like blue?")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("honest")
  void nothingIsHeldAgainstIt(String what, Calls calls) {
    Verdict verdict = calls.compared();

    assertThat(verdict.findings())
        .as(what)
        .filteredOn(finding -> finding.severity() != Finding.Severity.NOTE)
        // Worth a look whatever the text says.
        .filteredOn(finding -> !finding.code().equals("OWNERSHIP_CHANGES"))
        .isEmpty();
    assertThat(verdict.blocked()).isFalse();
    assertThat(verdict.matches())
        .extracting(Verdict.Match::status)
        .doesNotContain(Verdict.Status.CONTRADICTED, Verdict.Status.UNMENTIONED);
  }

  @Test
  void aPaymentThatIsOnlyTalkedAboutIsShownButDoesNotBlock() {
    Verdict verdict =
        under("Send 25,000 USDC to " + ALICE + ". Next year another 7,000 DAI to " + ALICE)
            .pay(USDC, "25000", ALICE)
            .compared();

    assertThat(verdict.blocked()).isFalse();
    assertThat(verdict.findings()).extracting(Finding::code).containsExactly("NOT_EXECUTED");
  }

  @Test
  void aSettingThatTheTextLeavesOutIsShownButDoesNotBlock() {
    Verdict verdict = under("Nothing much.").set("rewardFactor", "86400").compared();

    assertThat(verdict.blocked()).isFalse();
    assertThat(verdict.findings())
        .extracting(Finding::code)
        .containsExactly("PARAMETER_UNMENTIONED");
  }

  @Test
  void aLabelOfTheOperatorCountsAsNamingTheAccount() {
    Verdict verdict =
        under("Send 5 ETH to " + BOB + " and 25,000 USDC to the MetaGov multisig.")
            .pay(Token.NATIVE, "5", BOB)
            .pay(USDC, "25000", ALICE)
            .compared(Calls.labelled(Map.of(ALICE, "MetaGov Multisig")));

    assertThat(verdict.findings()).isEqualTo(List.of());
  }
}
