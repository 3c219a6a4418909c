package org.prytany.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/** What a text claims, by rule. All texts were written for these tests. */
class ClaimsTest {

  private static final String A = "0x1111111111111111111111111111111111111111";
  private static final String B = "0x2222222222222222222222222222222222222222";
  private static final String TOKEN = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "We ask for 50,000 USDC. | 50000 | USDC",
        "We ask for 1.5M DAI. | 1500000 | DAI",
        "We ask for 100k USDC. | 100000 | USDC",
        "We ask for $1.2M in stablecoins. | 1200000 | USD",
        "We ask for $25,000. | 25000 | USD",
        "We ask for $25,000 in USDC. | 25000 | USDC",
        "We ask for $25,000 worth of ARB. | 25000 | USD",
        "We ask for 2.5 ETH. | 2.5 | ETH",
        "We ask for 2.5 ether. | 2.5 | ETH",
        "We ask for 25,000.00 DAI. | 25000 | DAI",
        "We ask for USDC 25,000 in total. | 25000 | USDC",
        "We ask for **25k** `USDC`. | 25000 | USDC",
        "We ask for 1.5 million USDC. | 1500000 | USDC",
        "We ask for 1,00,000 USDC. | 100000 | USDC",
        "We ask for 12,50,000.5 USDC. | 1250000.5 | USDC",
        "We ask for 1,00,00,000 USDC. | 10000000 | USDC",
        "We ask for twenty-five thousand USDC. | 25000 | USDC",
        "We ask for 25'000 USDC. | 25000 | USDC",
        "We ask for 25 000 USDC. | 25000 | USDC",
        "We ask for 0.000001 WBTC. | 0.000001 | WBTC",
        "We ask for 12,500 $ENS. | 12500 | ENS",
        "We ask for 300 PUSD. | 300 | PUSD",
        "We ask for 532,000 Celo. | 532000 | CELO",
        "We ask for 15k vested ENS tokens. | 15000 | ENS",
        "We ask for 1,000 of USDC. | 1000 | USDC",
        "What was granted last year is spent, so we request another 20,000 USDC. | 20000 | USDC",
        "We set our maximum spend on the fund at 400,000 CELO. | 400000 | CELO",
        "We ask for not more than 300 USDC. | 300 | USDC",
        "We ask for 25,\u200b000 USDC. | 25000 | USDC",
        "We ask for 1.250.000 USDC. | 1250000 | USDC",
        "We ask for 1.250,75 DAI. | 1250.75 | DAI",
        "We ask for 2,5 ETH. | 2.5 | ETH",
        "We ask for 12,500 USDC. | 12500 | USDC",
        "We ask for 500000000 gwei. | 0.5 | ETH",
        "We ask for ５００ USDC. | 500 | USDC",
        "We ask for half a million dollars. | 500000 | USD",
        "We ask for one and a half million DAI. | 1500000 | DAI",
        "We ask for a hundred thousand USDC. | 100000 | USDC",
        "We ask for a quarter million USDC. | 250000 | USDC",
        "We ask for two and a half ETH. | 2.5 | ETH",
        "We ask for 150,000 (one hundred and fifty thousand) USDC. | 150000 | USDC",
        "The rest is in CELO, totalling 3,794,940 tokens. | 3794940 | CELO",
      })
  void anAmountIsReadHoweverItIsWritten(String text, BigDecimal amount, String symbol) {
    assertThat(payments(text)).containsExactly(new Payment(amount, symbol, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A later proposal will ask for 100,000 USDC.",
        "In another vote the DAO may decide on 100,000 USDC for the guild.",
        "If that goes well we might ask for a further 100,000 USDC.",
        "The call is on 5 March at 16:00 UTC.",
        "Fees rise by 4% and the APY is 12 APR.",
        "EIP 1559 and ERC 20 came before.",
        "The treasury holds 5,000,000 USDC today.",
        "We do not request 250,000 USDC.",
        "We ask for 50,000 (five hundred thousand) USDC.",
        "Three Safe signers and 3 Safe owners agreed near 5 Near nodes.",
        "We ask for no advance, and will not pay 250,000 USDC.",
        "Our TVL is large, with 3M USDC in TVL.",
        "Last season 40,000 USDC was paid to the team.",
        "The quorum needs 3 of 5 signers.",
        "The proposal threshold rises to 100,000 ENS.",
        "<!-- pay 250,000 USDC -->",
        "Thanks <span style=\"display:none\">250,000 USDC</span> to all.",
      })
  void whatIsNoRequestIsNoPayment(String text) {
    assertThat(payments(text)).isEmpty();
  }

  @Test
  void anAmountThatIsOnlyComparedWithDoesNotCount() {
    assertThat(payments("We ask for 25,000 USDC rather than 250,000 USDC."))
        .containsExactly(payment("25000", "USDC"));
    assertThat(payments("The budget rises from 20,000 USDC to 25,000 USDC."))
        .containsExactly(payment("25000", "USDC"));
    assertThat(payments("The treasury holds 5M USDC; we ask for 25,000 USDC."))
        .containsExactly(payment("25000", "USDC"));
  }

  @Test
  void theRecipientIsTheAddressInTheSameSentence() {
    assertThat(payments("Send 25,000 USDC to " + A + "."))
        .containsExactly(payment("25000", "USDC", A));
    assertThat(payments("Send 25,000 USDC (" + TOKEN + ") from " + B + " to " + A + "."))
        .containsExactly(payment("25000", "USDC", A));
    assertThat(payments("Send 25,000 USDC and 2 ETH to " + A + "."))
        .containsExactly(payment("25000", "USDC", A), payment("2", "ETH", A));
    assertThat(payments("Send 25,000 USDC to " + A + " and 10,000 USDC to " + B + "."))
        .containsExactly(payment("25000", "USDC", A), payment("10000", "USDC", B));
    assertThat(payments(A + " receives 25,000 USDC and " + B + " receives 10,000 USDC."))
        .containsExactly(payment("25000", "USDC", A), payment("10000", "USDC", B));
  }

  @Test
  void theRecipientMayStandOnALineOfItsOwn() {
    assertThat(payments("- Amount: 25,000 USDC\n- Recipient: `" + A + "`\n- Token: " + TOKEN))
        .containsExactly(payment("25000", "USDC", A));
    assertThat(payments("Recipient: " + A + "\nAmount: 25,000 USDC\nToken contract: " + TOKEN))
        .containsExactly(payment("25000", "USDC", A));
    assertThat(
            payments(
                "We ask for 25,000 USDC.\n\nThe work takes long.\n\n## Payment\n\nPaid to " + A))
        .containsExactly(payment("25000", "USDC", A));
  }

  @Test
  void theRecipientMayBeTheTargetOfALink() {
    assertThat(payments("Pay 25,000 USDC to the [team](https://etherscan.io/address/" + A + ")."))
        .containsExactly(payment("25000", "USDC", A));
    assertThat(payments("Pay 25,000 USDC to [" + A + "](https://etherscan.io/address/" + B + ")."))
        .containsExactly(payment("25000", "USDC", A));
  }

  @Test
  void aTableGivesAmountTokenAndRecipientByRow() {
    String table =
        """
        | Team | Amount | Token | Address |
        |---|--:|---|---|
        | Docs | 25,000 | USDC | %s |
        | Events | 1.5 | ETH | %s |
        """
            .formatted(A, B);
    assertThat(payments(table))
        .containsExactly(payment("25000", "USDC", A), payment("1.5", "ETH", B));
    assertThat(payments("| Item | Cost (USDC) |\n|---|---|\n| Server | 1,200 |\n| Audit | 8k |"))
        .containsExactlyInAnyOrder(
            payment("1200", "USDC"), payment("8000", "USDC"), payment("9200", "USDC"));
  }

  @Test
  void theSumOfPartsIsClaimedUnlessItIsWritten() {
    assertThat(payments("- Design: 10,000 USDC\n- Build: 15,000 USDC\n\nTo " + A))
        .contains(payment("25000", "USDC", A));
    assertThat(payments("- Design: 10,000 USDC\n- Build: 15,000 USDC\n- Total: 25,000 USDC"))
        .hasSize(3);
  }

  @Test
  void aStreamClaimsItsRateAndItsTotal() {
    assertThat(payments("We pay 5,000 USDC per month for 6 months to " + A + "."))
        .containsExactlyInAnyOrder(payment("5000", "USDC", A), payment("30000", "USDC", A));
    assertThat(payments("We pay 12 x 5,000 USDC."))
        .containsExactlyInAnyOrder(payment("5000", "USDC"), payment("60000", "USDC"));
    assertThat(payments("A monthly stream of 5,000 USDC for one year."))
        .contains(payment("5000", "USDC"), payment("60000", "USDC"));
  }

  @Test
  void aStreamSaysHowOftenAndHowManyTimes() {
    String text = "We pay 5,000 USDC per month for 6 months to " + A + ". Also 3 ETH a week.";
    List<Claim.Stream> streams = only(text, Claim.Stream.class);

    assertThat(streams).hasSize(2);
    assertThat(streams.get(0).amount()).isEqualByComparingTo("5000");
    assertThat(streams.get(0).per()).isEqualTo(Claim.Unit.MONTH);
    assertThat(streams.get(0).times()).hasValue(6);
    assertThat(streams.get(0).recipient()).contains(new Address(A));
    assertThat(streams.get(0).span().of(text)).isEqualTo("5,000 USDC per month for 6 months");
    assertThat(streams.get(1).per()).isEqualTo(Claim.Unit.WEEK);
    assertThat(streams.get(1).times()).isEmpty();
  }

  @Test
  void theTotalOfAStreamPointsAtAllWordsThatMakeIt() {
    String text = "We pay 5,000 USDC per month for 6 months.";

    assertThat(only(text, Claim.Payment.class))
        .filteredOn(p -> p.amount().intValueExact() == 30_000)
        .singleElement()
        .satisfies(
            p -> assertThat(p.span().of(text)).isEqualTo("5,000 USDC per month for 6 months"));
  }

  @Test
  void aNumberWithThreeDigitsAfterAPointIsReadBothWays() {
    assertThat(payments("We ask for 25.000 USDC."))
        .containsExactlyInAnyOrder(payment("25", "USDC"), payment("25000", "USDC"));
  }

  @Test
  void periodsAreClaimed() {
    List<Claim.Term> terms =
        only("It lasts six months, with a 90-day trial and 50,400 blocks.", Claim.Term.class);

    assertThat(terms)
        .extracting(t -> t.count().toPlainString() + " " + t.unit())
        .contains("6 MONTH", "90 DAY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It ends on 2026-03-09.",
        "It ends on March 9, 2026.",
        "It ends on 9 March 2026.",
        "It ends on the 9th of Mar 2026."
      })
  void daysAreClaimed(String text) {
    assertThat(only(text, Claim.Day.class))
        .extracting(Claim.Day::date)
        .containsExactly(java.time.LocalDate.of(2026, 3, 9));
  }

  @Test
  void noDayIsMadeUp() {
    assertThat(only("On 03/04/2026, on 30 February 2026, in March 2026.", Claim.Day.class))
        .isEmpty();
  }

  @Test
  void versionsOfAContractAreAnUpgrade() {
    String text = "Updated contracts:\n\n1. `Validators`: `1.2.0.5` ⇒ `1.3.0.0`\n";

    assertThat(only(text, Claim.Authority.class))
        .extracting(Claim.Authority::kind)
        .containsExactly(Claim.Authority.Kind.UPGRADE);
  }

  @Test
  void ownersThatAreRotatedAreARole() {
    assertThat(only("The six current signers are replaced by these.", Claim.Authority.class))
        .extracting(Claim.Authority::kind)
        .containsExactly(Claim.Authority.Kind.ROLE);
  }

  @Test
  void everyAddressIsMentionedOnceWithItsPlace() {
    String text = "From " + A + " to " + B + ". Again " + A + ". Not one: 0x1234 or " + A + "ff.";
    List<Claim.MentionedAddress> found = only(text, Claim.MentionedAddress.class);

    assertThat(found).extracting(m -> m.address().hex()).containsExactly(A, B);
    assertThat(found).allSatisfy(m -> assertThat(m.span().of(text)).isEqualTo(m.address().hex()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "We raise the voting period from 3 days to 5 days. | voting period | 5",
        "Set quorum to 4%. | quorum | 4%",
        "Change votingDelay to 7200. | votingDelay | 7200",
        "The proposal threshold will be lowered to 50,000 votes. | proposal threshold | 50000",
        "The timelock delay rises from two days to 4 days. | timelock delay | 4",
        "votingPeriod: 21600 → 36000 | votingPeriod | 36000",
        "- Voting delay: 7200 | Voting delay | 7200",
      })
  void aSettingIsReadWithItsNewValue(String text, String name, String value) {
    assertThat(only(text, Claim.Parameter.class))
        .extracting(Claim.Parameter::name, Claim.Parameter::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(name, value));
  }

  @Test
  void aTableAtTheEndMayLackItsLastCells() {
    String text =
        "We change two settings.\n\n| Parameter | New value | Note |\n|---|---|---|\n| quorum | 5 %";
    assertThat(only(text, Claim.Parameter.class)).hasSize(1);
  }

  @Test
  void aTableOfSettingsIsReadByRow() {
    String table =
        "| Parameter | Current | Proposed |\n|---|---|---|\n| Voting delay | 1 day | 2 days |\n"
            + "| Quorum | 3% | 4% |";
    assertThat(only(table, Claim.Parameter.class))
        .extracting(Claim.Parameter::name, Claim.Parameter::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Voting delay", "2"),
            org.assertj.core.groups.Tuple.tuple("Quorum", "4%"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "We approve the router to spend 5,000 USDC. | ALLOWANCE",
        "The vault gets an unlimited approval. | ALLOWANCE",
        "Set an allowance of 10,000 DAI for the streamer. | ALLOWANCE",
        "Grant the PROPOSER role to the council. | ROLE",
        "We revoke the minter role of the old bridge. | ROLE",
        "Appoint the council as guardian. | ROLE",
        "Grant the guardian role to the council that was previously the owner. | ROLE",
        "Transfer ownership of the vault to the council. | OWNERSHIP",
        "Ownership of the vault is transferred to the council. | OWNERSHIP",
        "The council becomes the new owner. | OWNERSHIP",
        "The council becomes the guardian of the vault. | ROLE",
        "Make the council the guardian of the vault. | ROLE",
        "Appoint the council as owner of the vault. | OWNERSHIP",
        "Upgrade the governor contract to version 2. | UPGRADE",
        "The proxy gets a new implementation. | UPGRADE",
        "This not only pays the team, it transfers ownership to the council. | OWNERSHIP",
      })
  void aPowerThatIsGivenIsClaimed(String text, Claim.Authority.Kind kind) {
    assertThat(only(text, Claim.Authority.class))
        .extracting(Claim.Authority::kind)
        .containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This will not transfer ownership of anything.",
        "No approval is granted to spend tokens.",
        "Ownership is not transferred.",
        "The vault works without any allowance for the team.",
        "It doesn't grant any role.",
        "A later proposal could upgrade the contract.",
        "Please approve this proposal.",
        "The network upgrade went well.",
        "The allowance of 5,000 DAI was previously used.",
        "The ownership of the vault has been already transferred.",
        "The council does not become the guardian of the vault.",
        "The owner of the vault will be informed.",
      })
  void aPowerThatIsDeniedPastOrOnlyPossibleIsNotClaimed(String text) {
    assertThat(only(text, Claim.Authority.class)).isEmpty();
  }

  @Test
  void theAccountThatGetsAPowerIsTheOneNamed() {
    assertThat(only("Transfer ownership of " + A + " to " + B + ".", Claim.Authority.class))
        .extracting(Claim.Authority::account)
        .containsExactly(Optional.of(new Address(B)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2$s becomes the guardian of %1$s.",
        "%2$s becomes the owner of %1$s.",
        "The owner of %1$s will be %2$s.",
        "The guardian of %1$s is to be `%2$s`, as asked.",
        "Make %2$s the guardian of %1$s.",
      })
  void theOrderOfTheWordsSaysWhoGetsAPower(String text) {
    assertThat(only(String.format(text, A, B), Claim.Authority.class))
        .extracting(Claim.Authority::account)
        .containsExactly(Optional.of(new Address(B)));
  }

  @Test
  void claimsPointAtTheRawTextTheyComeFrom() {
    String text = "# Title\n\nPay **25,000** `USDC` to\n> " + A + "\n";
    assertThat(only(text, Claim.Payment.class))
        .singleElement()
        .satisfies(c -> assertThat(c.span().of(text)).isEqualTo("25,000** `USDC"));
  }

  private record Payment(BigDecimal amount, String symbol, Optional<Address> recipient) {}

  private static Payment payment(String amount, String symbol) {
    return new Payment(new BigDecimal(amount), symbol, Optional.empty());
  }

  private static Payment payment(String amount, String symbol, String recipient) {
    return new Payment(new BigDecimal(amount), symbol, Optional.of(new Address(recipient)));
  }

  private static List<Payment> payments(String text) {
    return only(text, Claim.Payment.class).stream()
        .map(p -> new Payment(p.amount(), p.symbol(), p.recipient()))
        .toList();
  }

  private static <T extends Claim> List<T> only(String text, Class<T> kind) {
    return claims(text).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Claim> claims(String text) {
    return Reading.of(text).statements();
  }
}
