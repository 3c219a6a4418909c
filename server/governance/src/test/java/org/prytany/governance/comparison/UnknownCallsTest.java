package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.TREASURY;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.red;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.StateDifference;

/** What an unknown call comes to, by what the chain says that it writes. */
class UnknownCallsTest {
  private static final Address VAULT = address(0x55);
  private static final String TEXT = "We pay 25,000 USDC to " + ALICE + ".";

  private static Calls calls(String text, String told) {
    return under(text)
        .pay(USDC, "25000", ALICE)
        .effect(Effect.Kind.UNKNOWN_CALL, VAULT, VAULT, "0x12345678", told);
  }

  private static Effect usdc(Address from, Address to) {
    return new Effect(
        Effect.Kind.TRANSFER,
        USDC_AT,
        Optional.of(from),
        Optional.of(to),
        Optional.of(USDC),
        BigInteger.valueOf(7_000_000),
        "",
        "");
  }

  private static Verdict with(Calls calls, Effect further) {
    EffectsReport report = calls.report();
    List<Effect> effects = new java.util.ArrayList<>(report.effects().effects());
    effects.add(further);
    return judged(
        calls, new SimulatedEffects(true, Optional.empty(), effects, "0x", 9, "eth_simulateV1"));
  }

  private static Verdict judged(Calls calls, SimulatedEffects effects) {
    return ClaimCheck.standard()
        .compare(
            Calls.DAO,
            calls.content(),
            PlainReader.claims(calls.text()),
            new EffectsReport(calls.content().contentHash(), List.of(), effects));
  }

  private static List<String> amber(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.AMBER)
        .map(Finding::code)
        .toList();
  }

  @Test
  void itIsAmberWhereEverythingThatItWritesIsInTheText() {
    Verdict verdict = calls(TEXT, StateDifference.EXPLAINED).compared();

    assertThat(red(verdict)).isEmpty();
    assertThat(amber(verdict)).containsExactly("CALL_CHANGES_EXPLAINED");
  }

  @Test
  void itIsRedWithoutTheChainsWord() {
    assertThat(red(calls(TEXT, "").compared())).containsExactly("UNEXPLAINED_CALL");
    assertThat(red(calls(TEXT, "explained").compared())).contains("UNEXPLAINED_CALL");
  }

  @Test
  void itIsRedWhereTheTextHasOtherEffects() {
    Verdict verdict = calls("We pay 24,000 USDC to " + ALICE, StateDifference.EXPLAINED).compared();

    assertThat(red(verdict)).contains("UNEXPLAINED_CALL");
    assertThat(amber(verdict)).doesNotContain("CALL_CHANGES_EXPLAINED");
  }

  @Test
  void itIsRedWhereOthersPayOthersAndNotWhereTheTreasuryGetsSomething() {
    Calls calls = calls(TEXT, StateDifference.EXPLAINED);

    assertThat(red(with(calls, usdc(VAULT, BOB)))).contains("UNEXPLAINED_CALL");
    assertThat(red(with(calls, usdc(VAULT, TREASURY)))).isEmpty();
  }

  @Test
  void itIsRedWhereTheRunFails() {
    assertThat(red(calls(TEXT, StateDifference.EXPLAINED).reverting().compared()))
        .contains("UNEXPLAINED_CALL", "SIMULATION_REVERTS");
  }

  @Test
  void codeThatIsLentIsNeverExplained() {
    Verdict verdict =
        under("We call " + VAULT)
            .effect(Effect.Kind.UNKNOWN_CALL, VAULT, VAULT, "delegatecall", "")
            .compared();

    assertThat(red(verdict)).contains("DELEGATECALL", "UNEXPLAINED_CALL");
  }

  @Test
  void whatNobodyCanReadIsNamedByAccountAndCount() {
    Calls calls = calls(TEXT, "");
    StateDifference difference =
        StateDifference.read(
            List.of(
                new StateDifference.Unread(VAULT, 3, List.of("its code changes")),
                new StateDifference.Unread(BOB, 0, List.of("its coin changes"))));

    assertThat(unexplained(calls, difference))
        .endsWith(
            "Nobody here can read all that the calls do: of "
                + VAULT
                + ", 3 values are written, its code changes; of "
                + BOB
                + ", its coin changes.");
  }

  @Test
  void anEndpointThatDoesNotTellIsNamed() {
    assertThat(
            unexplained(calls(TEXT, ""), StateDifference.notTold("The endpoint does not show it.")))
        .endsWith("what it does is not known. The endpoint does not show it.");
  }

  private static String unexplained(Calls calls, StateDifference difference) {
    SimulatedEffects plain = calls.report().effects();
    return judged(
            calls,
            new SimulatedEffects(
                true,
                Optional.empty(),
                plain.effects(),
                plain.effectsHash(),
                9,
                "eth_simulateV1",
                difference))
        .findings()
        .stream()
        .filter(finding -> finding.code().equals("UNEXPLAINED_CALL"))
        .map(Finding::text)
        .findFirst()
        .orElse("");
  }
}
