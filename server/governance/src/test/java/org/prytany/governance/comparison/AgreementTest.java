package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.Agreement.Kind;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

class AgreementTest {

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static Agreement agreement(Calls calls) {
    return Agreement.of(verdict(calls), calls.text(), calls.report().actions());
  }

  private static Kind kind(Calls calls) {
    return agreement(calls).kind();
  }

  private static Calls paying(String text, String amount) {
    return under(text)
        .pay(USDC, amount, ALICE)
        .decoded(Calls.USDC_AT, "transfer(address,uint256)", List.of(), ALICE.hex());
  }

  @Test
  void whatAgreesAndWhatDiffers() {
    assertThat(kind(paying("We pay 5 USDC to " + ALICE, "5"))).isEqualTo(Kind.AGREES);
    assertThat(kind(paying("We pay 5 USDC to " + ALICE, "50"))).isEqualTo(Kind.DIFFERS);
    assertThat(kind(paying("We pay 5 USDC to " + BOB, "5"))).isEqualTo(Kind.DIFFERS);
    assertThat(kind(paying("Nothing much.", "5"))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void aTableTakesItsSymbolFromTheWordsOverIt() {
    String table = "We pay in USDC:\n\n| Who | Compensation |\n|---|---|\n| " + ALICE + " | 5 |\n";

    assertThat(kind(paying(table, "5"))).isEqualTo(Kind.AGREES);
    assertThat(kind(paying(table.replace("USDC", "DAI"), "5"))).isEqualTo(Kind.DIFFERS);
    assertThat(kind(paying(table, "6"))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void theContractOnWhichARoleIsGrantedIsNotWhoGetsIt() {
    Address registry = Calls.address(0x5a);
    String grants = "Grant `CURATOR_ROLE` on the registry %s to Salma's address %s.";

    assertThat(kind(granting(grants.formatted(registry, BOB), registry))).isEqualTo(Kind.AGREES);
    assertThat(kind(granting(grants.formatted(registry, ALICE), registry))).isEqualTo(Kind.DIFFERS);
    String granted = "`CURATOR_ROLE` on %s is granted to %s, the wallet of Salma.";
    assertThat(kind(granting(granted.formatted(registry, BOB), registry))).isEqualTo(Kind.AGREES);
    assertThat(kind(granting(granted.formatted(registry, ALICE), registry)))
        .isEqualTo(Kind.DIFFERS);
    assertThat(kind(granting("Grant `CURATOR_ROLE` to the registry " + registry, registry)))
        .isEqualTo(Kind.DIFFERS);
  }

  private static Calls granting(String text, Address registry) {
    return under(text)
        .effect(Effect.Kind.ROLE_GRANTED, registry, BOB, "CURATOR_ROLE", "")
        .decoded(registry, "grantRole(bytes32,address)", List.of(), BOB.hex());
  }

  @Test
  void whatWasNotReadIsNotDishonest() {
    String spanish =
        "Pagamos nueve mil a "
            + ALICE
            + " por su trabajo de todo el año en la casa del barrio, que ahora está muy cuidada y"
            + " que usan todos los vecinos de la ciudad.";

    assertThat(kind(paying(spanish, "9000"))).isEqualTo(Kind.NOT_COMPARED);
    assertThat(kind(paying("", "9000"))).isEqualTo(Kind.NOT_COMPARED);
    assertThat(kind(under("We talk about the weather."))).isEqualTo(Kind.NOT_COMPARED);
  }

  @Test
  void whatIsNotKnownOrWouldFailIsNotDishonest() {
    Calls unknown =
        under("We call something.")
            .effect(Effect.Kind.UNKNOWN_CALL, BOB, BOB, "0x12345678", "")
            .decoded(BOB, "", List.of());

    assertThat(kind(unknown)).isEqualTo(Kind.NOT_KNOWN);
    assertThat(kind(paying("We pay 5 USDC to " + ALICE, "5").reverting()))
        .isEqualTo(Kind.WOULD_FAIL);
  }

  /** The text may name the chain for anything: what happens there is seen by nobody here. */
  @Test
  void whatHappensOnAnotherChainIsNotKnown() {
    Calls calls = paying("We pay 5 USDC to " + ALICE + ". Unlike OP Mainnet, Base is cheap.", "5");
    Verdict agrees = verdict(calls);
    Verdict elsewhere =
        new Verdict(
            agrees.contentHash(),
            agrees.effectsHash(),
            agrees.matches(),
            List.of(
                new Finding(
                    FindingCode.OTHER_CHAIN.name(),
                    Finding.Severity.AMBER,
                    "Call 1 has something happen on OP Mainnet.",
                    Optional.empty(),
                    0)));

    assertThat(Agreement.of(agrees, calls.text(), calls.report().actions()).kind())
        .isEqualTo(Kind.AGREES);
    assertThat(Agreement.of(elsewhere, calls.text(), calls.report().actions()).kind())
        .isEqualTo(Kind.NOT_KNOWN);
  }

  /** What an amber finding says that the text lacks, no page says that the two agree about. */
  @Test
  void whatStandsNowhereInTheTextLeavesNoAgreement() {
    Map<Calls, FindingCode> lacking = new LinkedHashMap<>();
    lacking.put(
        under("The reserve factor is currently 4500.")
            .setOn(Calls.address(0x5a), "reserveFactor", "4500")
            .decoded(Calls.address(0x5a), "set(uint256)", List.of(), "4500"),
        FindingCode.PARAMETER_NOT_NAMED);
    lacking.put(
        paying(
            "Currently there are [unknown whales](https://scan.example/address/%s#tokens) buying"
                    .formatted(Calls.CAROL)
                + " votes.\n\nThe team gets 5 USDC.",
            "5"),
        FindingCode.RECIPIENT_NOT_NAMED);
    lacking.put(
        paying("We pay 5 USDC to 0xa11ce0…000a11 for the audit.", "5"),
        FindingCode.ADDRESS_SHORTENED);
    lacking.put(
        under("Grant the rewards role to %s.".formatted(ALICE))
            .effect(Effect.Kind.ROLE_GRANTED, Calls.GOVERNOR, ALICE, "CURATOR_ROLE", "")
            .decoded(Calls.GOVERNOR, "grantRole(bytes32,address)", List.of(), ALICE.hex()),
        FindingCode.ROLE_NOT_NAMED);
    lacking.put(
        under("The ownership of the registry goes to %s.".formatted(ALICE))
            .effect(Effect.Kind.OWNERSHIP, Calls.address(0x5a), ALICE, "owner", "")
            .decoded(Calls.address(0x5a), "transferOwnership(address)", List.of(), ALICE.hex()),
        FindingCode.CONTRACT_NOT_NAMED);
    lacking.forEach(
        (calls, code) -> {
          assertThat(codes(verdict(calls), Finding.Severity.AMBER)).contains(code.name());
          assertThat(codes(verdict(calls), Finding.Severity.RED)).isEmpty();
          assertThat(kind(calls)).as(code.name()).isEqualTo(Kind.NOT_COMPARED);
        });
  }

  /** Who is paid may be left open by the text, and then nobody says that all is in it. */
  @Test
  void anAccountThatTheTextLeavesOpenIsSaidToBeOpen() {
    Calls open = paying("We pay 5 USDC for the audit.", "5");
    Calls named = paying("We pay 5 USDC to " + ALICE, "5");

    assertThat(agreement(open).kind()).isEqualTo(Kind.AGREES);
    assertThat(agreement(open).words()).contains("leaves open who is paid");
    assertThat(agreement(open).why()).contains(ALICE.hex());
    assertThat(agreement(named).words()).isEqualTo("The text and the calls agree.");
  }

  /** Every amber of the comparison is decided: it leaves no agreement, or it is listed. */
  @Test
  void onlyWhatIsListedMayStandBesideAnAgreement() {
    for (FindingCode code : FindingCode.values()) {
      boolean amber =
          code.group() == FindingCode.Group.COMPARED
              && code.severities().contains(Finding.Severity.AMBER);
      assertThat(Stream.of(Agreement.UNSAID, Agreement.UNSEEN, Agreement.SAID))
          .as(code.name())
          .filteredOn(codes -> codes.contains(code))
          .hasSizeBetween(amber ? 1 : 0, 1);
    }
    assertThat(Agreement.SAID).allMatch(code -> code.severities().contains(Finding.Severity.AMBER));
  }

  private static List<String> codes(Verdict verdict, Finding.Severity severity) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::code)
        .toList();
  }

  /**
   * Whatever may be red says in one place what it means for the agreement, or that it means none.
   */
  @Test
  void everyRedCodeHasOneMeaning() throws IOException {
    Set<String> red = new TreeSet<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| [a-z, ]*\\bred\\b")
            .matcher(Files.readString(Path.of("../../docs/findings.md")));
    while (rows.find()) {
      red.add(rows.group(1));
    }
    Set<String> dangers =
        Set.of(
            "EMPTY_TEXT",
            "LANGUAGE_NOT_READ",
            "RECIPIENT_CANNOT_USE",
            "UNLIMITED_APPROVAL",
            "DELEGATECALL",
            "SELF_DESTRUCT",
            "TARGET_WITHOUT_CODE",
            "SHARE_OF_TREASURY");
    Set<String> told = new TreeSet<>(dangers);
    for (Set<FindingCode> each :
        List.of(
            Agreement.DIFFERENCES,
            Agreement.LEFT_OUT,
            Agreement.UNKNOWN,
            Agreement.FAILURES,
            Agreement.NOT_FINISHED)) {
      for (FindingCode code : each) {
        assertThat(told.add(code.name())).as(code + " once").isTrue();
      }
    }

    assertThat(told).isEqualTo(red);
  }
}
