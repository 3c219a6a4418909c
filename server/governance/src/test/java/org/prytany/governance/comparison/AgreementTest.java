package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.Agreement.Kind;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Effect;

class AgreementTest {

  private static Kind kind(Calls calls) {
    Verdict verdict =
        new TextCheck(ClaimCheck.standard())
            .compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());
    return Agreement.of(verdict, calls.text(), calls.report().actions()).kind();
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
    Verdict agrees =
        new TextCheck(ClaimCheck.standard())
            .compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());
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
