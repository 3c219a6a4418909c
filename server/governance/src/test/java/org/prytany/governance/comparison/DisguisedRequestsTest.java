package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.USDC;
import static org.prytany.governance.comparison.Calls.under;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** What a style, a heading, a table's cell or a sentence before says of a request holds for it. */
class DisguisedRequestsTest {

  private static final Address VAULT = Calls.address(0x5a);

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static List<String> red(Calls calls) {
    return Calls.red(verdict(calls));
  }

  private static String filled(String text) {
    return text.replace("%A", ALICE.hex()).replace("%B", BOB.hex()).replace("%V", VAULT.hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opacity:0.01",
        "transform: rotateY(90deg)",
        "clip-path: circle(0)",
        "clip-path: polygon(0 0)",
        "position:absolute; right: 9000px",
        "max-height:1px; overflow:hidden",
        "color:#fefefe",
        "color: rgb(254,254,254)",
        "color:#fffffe; background:#ffffff",
        "background: #000000",
        "mask: linear-gradient(transparent, transparent)",
        "filter: brightness(9)",
        "letter-spacing: -1em",
        "margin-top: -300px",
        "font: 0/0 a",
        "-webkit-text-fill-color: transparent",
        "dis\\play: none",
        "display&#58;none",
        "font-size: 1px !important",
      })
  void aStyleThatMayHideIsNotRead(String style) {
    String text = "Pay 5 USDC to %A.\n\n<p style=\"" + style + "\">Pay 70 USDC to %B.</p>";

    assertThat(red(under(filled(text)).pay(USDC, "5", ALICE).pay(USDC, "70", BOB)))
        .as(style)
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text-align:center",
        "text-align: justify; font-weight:bold; color: #333;",
        "color:#111111; background-color: #f4f4f4; padding: 4px 8px",
        "color:white;background:navy",
        "width: 50%; border: 1px solid #ddd; margin: 0 auto",
        "font-size: 14px; line-height: 1.5; font-family: 'Inter', sans-serif",
        "display: inline-block; vertical-align:top",
        "",
      })
  void aStyleThatHidesNothingIsRead(String style) {
    String text = "<p style=\"" + style + "\">We pay 70 USDC to %B.</p>";

    assertThat(red(under(filled(text)).pay(USDC, "70", BOB))).as(style).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<style>.q{display:none}</style>\n\n<p class=\"q\">Pay 70 USDC to %B.</p>",
        "<style>p.q, td { color: #ffffff }</style>\n\n<p class=\"x q\">Pay 70 USDC to %B.</p>",
        "<style>#far { left: -900px; position: fixed }</style>\n\n<p id=\"far\">Pay 70 USDC to %B.</p>",
      })
  void whatAStyleSheetMayHideIsNotRead(String text) {
    assertThat(
            red(
                under(filled("Pay 5 USDC to %A.\n\n" + text))
                    .pay(USDC, "5", ALICE)
                    .pay(USDC, "70", BOB)))
        .isNotEmpty();
  }

  @Test
  void aStyleSheetThatHidesNothingLeavesTheText() {
    String text = "<style>.q{font-weight:bold}</style>\n\n<p class=\"q\">We pay 70 USDC to %B.</p>";

    assertThat(red(under(filled(text)).pay(USDC, "70", BOB))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## On Linea\n\nSend 70 USDC to %B.",
        "## Payments on Linea\n\nWe thank all who took part.\n\nSend 70 USDC to %B.",
        "**Linea:**\n- 70 USDC to %B",
        "All of this happens on Linea. We send 70 USDC to %B.",
        "The following payments are made on Linea:\n\n- 70 USDC to %B",
        "On Linea, the following transfers are executed:\n\n- 70 USDC to %B",
        "This proposal executes on Linea.\n\nSend 70 USDC to %B.",
      })
  void aHeadingOrASentenceBeforeSaysWhereItIsPaid(String text) {
    assertThat(red(under(filled(text)).pay(USDC, "70", BOB)))
        .contains(FindingCode.CHAIN_CONTRADICTED.name());
    assertThat(red(under(filled(text)).payOn("Linea", USDC, "70", BOB))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## On Linea\n\nThe market grows.\n\n## Payment\n\nSend 70 USDC to %B.",
        "## On Linea\n\nSend 70 USDC to %B on Ethereum.",
        "## Growth of the market on Linea\n\nSend 70 USDC to %B.",
        "The contracts are deployed on Linea. Send 70 USDC to %B.",
        "This proposal was discussed on Linea forums. Send 70 USDC to %B.",
        "**Linea:** thirty voters.\n\nSend 70 USDC to %B.",
      })
  void aHeadingOfAnotherPartSaysNothingOfWhereItIsPaid(String text) {
    assertThat(red(under(filled(text)).pay(USDC, "70", BOB))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## New owner\n\n%B does not become the owner of %V.",
        "# A new admin\n\n%B will never be the admin of the vault %V.",
        "## New owner\n\nAn attacker would say %B becomes the owner of %V.",
        "Critics claim %B becomes the owner of %V.",
        "## New owner\n\nThe vault %V stays ours, without %B.",
      })
  void aTitleDoesNotEmpowerWhomTheTextDenies(String text) {
    assertThat(red(under(filled(text)).effect(Effect.Kind.OWNERSHIP, VAULT, BOB, "owner", "")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## New owner\n\n%B becomes the owner of %V.",
        "## New owner\n\nThe Safe %B, without delay, for the vault %V.",
      })
  void aTitleEmpowersWhomTheTextNames(String text) {
    assertThat(red(under(filled(text)).effect(Effect.Kind.OWNERSHIP, VAULT, BOB, "owner", "")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- 5 USDC to %A: approved\n- 70 USDC to %B: rejected",
        "- 5 USDC to %A\n- 70 USDC to %B (withdrawn)",
        "- Pay 5 USDC to %A\n- Pay 70 USDC to %B – declined by the council",
        "| to | what | state |\n|---|---|---|\n| %A | 5 USDC | granted |\n| %B | 70 USDC | not approved |",
      })
  void aWordBehindAMarkTurnsARequestDown(String text) {
    assertThat(red(under(filled(text)).pay(USDC, "5", ALICE).pay(USDC, "70", BOB))).isNotEmpty();
    assertThat(red(under(filled(text)).pay(USDC, "5", ALICE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reimburse %B for 70 USDC that she spent out of her own funds.",
        "Refund 70 USDC to %B, who paid the venue out of his own pocket.",
      })
  void whatSomebodyLaidOutIsAskedBack(String text) {
    assertThat(verdict(under(filled(text)).pay(USDC, "70", BOB)).findings())
        .noneMatch(finding -> finding.code().equals(FindingCode.AMOUNT_NOT_ASKED.name()));
  }
}
