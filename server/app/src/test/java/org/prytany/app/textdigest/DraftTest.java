package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.draft.DraftCalls;
import org.prytany.app.draft.Edits;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DraftView;
import org.prytany.app.view.FindingView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.findings.FindingCode;
import org.prytany.spi.Address;
import org.prytany.spi.TextDigest;

/** A draft is compared by the code that compares proposals, and its author is told what to do. */
class DraftTest {

  private static final String USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
  private static final String PAYEE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final String TEXT =
      "# Pay the auditors\n\nWe ask to pay 25,000 USDC to " + PAYEE + ".";

  private static final TextDigester DIGESTER =
      new TextDigester(
          new StatedDigest(new TextDigest("Pay the auditors", List.of(), List.of(), "silent/1"))
              .service(),
          KnownFunctions.bundled());

  private static DraftView checked(String text, String calls) {
    return DIGESTER
        .draft("", text, DraftCalls.read(calls).calls(), TextDigester.Owner.UNKNOWN, Meanings.NONE)
        .advised(Edits::of);
  }

  private static String pay(String amount) {
    return USDC + " transfer(address,uint256) " + PAYEE + " " + amount;
  }

  @Test
  void aDraftThatSaysWhatItDoesAgrees() {
    DraftView view = checked(TEXT, pay("25000000000"));

    assertThat(view.verdict().agreement().kind()).isEqualTo("AGREES");
    assertThat(view.verdict().blocked()).isFalse();
    assertThat(view.unsaid()).isEmpty();
    assertThat(view.executes()).contains("25,000 USDC");
  }

  @Test
  void anotherAmountIsFoundWithWhatItsAuthorDoesAboutIt() {
    DraftView view = checked(TEXT, pay("250000000000"));

    FindingView found = view.verdict().findings().getFirst();
    assertThat(found.severity()).isEqualTo("RED");
    assertThat(found.next())
        .isEqualTo(Edits.of(found.code()).orElseThrow())
        .isNotEqualTo(FindingCode.named(found.code()).orElseThrow().next());
    assertThat(view.unsaid()).hasSize(1).first().asString().contains("250,000 USDC");
  }

  @Test
  void aPaymentThatTheTextKeepsQuietAboutIsGivenAsALineThatItCouldSay() {
    DraftView view =
        checked(
            TEXT,
            pay("25000000000")
                + "\n"
                + USDC
                + " transfer(address,uint256) 0x"
                + "77".repeat(20)
                + " 1000000");

    assertThat(view.unsaid())
        .hasSize(1)
        .first()
        .asString()
        .contains("1 USDC")
        .containsIgnoringCase("0x" + "77".repeat(20))
        .doesNotContain("0x70727974616e79");
  }

  @Test
  void aFunctionWithoutArgumentsIsCalledByItsOwnSelector() {
    assertThat(
            checked("Pay the auditors nothing more: stop it.", USDC + " pause()")
                .effects()
                .actions()
                .getFirst()
                .calldata())
        .isEqualTo("0x8456cb59");
  }

  @Test
  void argumentsThatDoNotFitAndNamesInThePlaceOfAddressesAreRefused() {
    assertThatThrownBy(() -> checked(TEXT, pay("25,000"))).hasMessageContaining("without commas");
    assertThatThrownBy(() -> checked(TEXT, USDC + " f(uint256[]) 25"))
        .hasMessageContaining("arguments of call 1");
    assertThatThrownBy(
            () -> checked(TEXT, USDC + " transfer(address,uint256) TIMELOCK 25000000000"))
        .hasMessageContaining("“TIMELOCK” stands where an address should");
  }

  @Test
  void ofADaoItsNamesAreShown() {
    Dao dao =
        Dao.onlyRead(
                "d",
                "A DAO",
                1,
                new Address("0x" + "aa".repeat(20)),
                new Address("0x" + "bb".repeat(20)))
            .withLabels(Map.of(new Address(PAYEE), "the auditors"));

    DraftView view = DIGESTER.draft("", TEXT, DraftCalls.read(pay("25000000000")).calls(), dao);

    assertThat(view.executes()).contains("the auditors");
    assertThat(view.effects().effects().getFirst().from())
        .isEqualTo(Optional.of(Checksummed.of(dao.treasury())));
    assertThat(Set.of(view.description())).containsExactly(TEXT);
  }

  @Test
  void placesPointIntoTheTextThatIsShown() {
    DraftView view =
        DIGESTER.draft(
            "Pay the auditors",
            "We ask to pay 25,000 USDC to " + PAYEE + ".",
            DraftCalls.read(pay("250000000000")).calls(),
            TextDigester.Owner.UNKNOWN,
            Meanings.NONE);

    assertThat(view.description()).isEqualTo(TEXT);
    assertThat(view.digest().claims())
        .anySatisfy(
            claim ->
                assertThat(TEXT.substring(claim.start(), claim.end())).isEqualTo(claim.text()));
  }

  @Test
  void onAnotherChainAnAddressIsNotTheTokenThatItIsOnThis() {
    Meanings base = new Meanings(8453, Map.of(), Map.of());
    DraftView view =
        DIGESTER.draft(
            "",
            TEXT,
            DraftCalls.read(pay("25000000000")).calls(),
            TextDigester.Owner.UNKNOWN,
            base);

    assertThat(view.executes()).doesNotContain("USDC");
    assertThat(view.verdict().agreement().kind()).isNotEqualTo("AGREES");
  }

  @Test
  void whatAGovernorWouldSendIsRead() {
    String data = "0".repeat(24) + PAYEE.substring(2) + "0".repeat(54) + "05d21dba00";
    String propose = "[[\"%s\"], [0], [\"%s\"], [\"0x%s\"], \"Pay.\"]";

    assertThat(checked(TEXT, propose.formatted(USDC, "transfer(address,uint256)", data)).executes())
        .contains("25,000 USDC");
    assertThat(
            checked(TEXT, propose.formatted(USDC, "transfer(address, uint256)", data)).executes())
        .doesNotContain("25,000 USDC");
  }
}
