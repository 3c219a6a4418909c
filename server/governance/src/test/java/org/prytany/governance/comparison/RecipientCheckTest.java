package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.DAI;
import static org.prytany.governance.comparison.Calls.DAI_AT;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.USDC_AT;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.AccountFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/** Value must go to somebody who can do something with it. */
class RecipientCheckTest {

  private static final Address DEAD = new Address("0x000000000000000000000000000000000000dead");

  @Test
  void aTokenSentToItsOwnContractIsLost() {
    assertThat(sent("We pay 90 USDC to the theatre.", USDC, USDC_AT)).contains("RED");
  }

  @Test
  void aTokenSentToAnotherTokensContractIsLost() {
    Calls calls =
        transferred(under("We pay 90 USDC to the theatre and 10 DAI."), USDC_AT, DAI_AT)
            .pay(USDC, "90", DAI_AT)
            .pay(DAI, "10", ALICE);

    assertThat(severities(calls.compared())).contains("RED");
  }

  @Test
  void whatAVaultTakesForItsSharesIsNotLost() {
    Calls calls =
        under("We deposit 90 USDC in the vault.")
            .decoded(DAI_AT, "deposit(uint256,address)", List.of(), Calls.TREASURY.hex())
            .pay(USDC, "90", DAI_AT)
            .payFrom(DAI_AT, DAI, "90", Calls.TREASURY);

    assertThat(severities(calls.compared())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x000000000000000000000000000000000000dead",
        "0xdead000000000000000042069420694206942069",
        "0xdeaddeaddeaddeaddeaddeaddeaddeaddeaddead",
        "0xffffffffffffffffffffffffffffffffffffffff",
        "0x0000000000000000000000000000000000000001",
        "0x000000000000000000000000000000000000000a"
      })
  void nobodyHasAKeyToPlacesWhereThingsAreBurnt(String place) {
    assertThat(sent("We pay 90 USDC to the theatre.", USDC, new Address(place))).contains("RED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We burn 90 USDC.",
        "Wir verbrennen 90 USDC.",
        "Quemamos 90 USDC.",
        "Nous allons brûler 90 USDC.",
        "This takes 90 USDC out of circulation.",
        "我们销毁 90 USDC。"
      })
  void burningThatTheTextAsksForIsANote(String text) {
    assertThat(sent(text, USDC, DEAD)).containsExactly("NOTE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We will not burn anything: 90 USDC go to the theatre.",
        "We burn 10 DAI. The theatre gets 90 USDC."
      })
  void burningSomethingElseIsNoExcuse(String text) {
    Calls calls = transferred(under(text), USDC_AT, DEAD).pay(USDC, "90", DEAD).pay(DAI, "10", BOB);

    assertThat(severities(calls.compared())).contains("RED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The theatre's multisig %s gets 90 USDC.",
        "Send 90 USDC to the Gnosis Safe at %s.",
        "Pay 90 USDC to %s (a 3-of-5 Safe of the troupe).",
        "Pay 90 USDC to the vesting contract %s.",
        "90 USDC gehen an den Vertrag %s.",
        "Enviamos 90 USDC al contrato `%s`.",
        "90 USDC pour le contrat à l'adresse %s",
        "向多签 %s 支付 90 USDC。",
        "Мультисиг театра: %s, 90 USDC."
      })
  void whatIsCalledAContractNeedsCode(String text) {
    assertThat(toAccount(String.format(text, ALICE), ALICE, Answer.NO, Calls.DAO)).contains("RED");
    assertThat(toAccount(String.format(text, ALICE), ALICE, Answer.YES, Calls.DAO)).isEmpty();
    assertThat(toAccount(String.format(text, ALICE), ALICE, Answer.UNKNOWN, Calls.DAO)).isEmpty();
  }

  @Test
  void theOperatorsNameForAnAccountCounts() {
    Dao dao = Calls.labelled(Map.of(ALICE, "Theatre Safe"));

    assertThat(toAccount("We pay 90 USDC to " + ALICE, ALICE, Answer.NO, dao)).contains("RED");
  }

  @Test
  void aPayeeWithoutAnAddressIsTheOneWhoIsPaid() {
    assertThat(
            toAccount("90 USDC are sent to the theatre's multisig.", ALICE, Answer.NO, Calls.DAO))
        .contains("RED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Under the contract with the printer, 90 USDC go to %s.",
        "To be safe we pay 90 USDC to %s in one go.",
        "The contractor %s gets 90 USDC.",
        "The council's multisig 0xb0b0000000000000000000000000000000000b0b proposed it; 90 USDC to %s."
      })
  void otherUsesOfTheWordsSayNothing(String text) {
    assertThat(toAccount(String.format(text, ALICE), ALICE, Answer.NO, Calls.DAO)).isEmpty();
  }

  @Test
  void aGovernorThatIsNotTheTreasuryMayBeAbleToMoveItOrNot() {
    assertThat(sent("We pay 90 USDC to the governor.", USDC, Calls.GOVERNOR))
        .containsExactly("AMBER");
  }

  private static List<String> sent(String text, Token token, Address to) {
    Address contract = token.contract().orElse(Address.ZERO);
    return severities(transferred(under(text), contract, to).pay(token, "90", to).compared());
  }

  private static Calls transferred(Calls calls, Address token, Address to) {
    return calls.decoded(token, "transfer(address,uint256)", List.of(), to.hex(), "90000000");
  }

  private static List<String> toAccount(String text, Address account, Answer code, Dao dao) {
    Calls calls = transferred(under(text), USDC_AT, account).pay(USDC, "90", account);
    EffectsReport report = calls.report();
    AccountFacts facts =
        new AccountFacts(account, code, Answer.NO, Answer.YES, Answer.NO, Answer.YES);
    List<Claim> claims = PlainReader.claims(text);
    return severities(
        ClaimCheck.standard()
            .compare(
                dao,
                calls.content(),
                claims,
                new EffectsReport(
                    report.contentHash(),
                    report.actions(),
                    report.effects(),
                    new ChainFacts(List.of(facts), Map.of(USDC_AT, BigInteger.TEN.pow(12))))));
  }

  private static List<String> severities(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.code().equals("RECIPIENT_CANNOT_USE"))
        .map(finding -> finding.severity().name())
        .toList();
  }
}
