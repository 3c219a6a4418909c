package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.SheetMarkdown;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.FindingView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.digest.DigestService;
import org.prytany.spi.TextDigest;

/** What cannot be read explains no payment, and every reader is told. */
class UnreadTextTest {

  private static final List<GivenAction> PAYS =
      List.of(
          new GivenAction(
              "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
              "transfer(address,uint256)",
              "0",
              List.of("0x88e14dd7894893480adec56d167b6e2810775b82", "66000000"),
              Optional.empty()));
  private static final String TEXT = "请支付 66 USDC 给 0x88e14dd7894893480adec56d167b6e2810775b82。";

  @Test
  void aPaymentThatStandsInATextInAnotherLanguageWaitsForAPerson() {
    DigestLineView line = digest(TEXT);

    assertThat(line.notes()).singleElement().asString().contains("not in English");
    assertThat(line.blocked()).isTrue();
    assertThat(line.findings())
        .filteredOn(finding -> finding.severity().equals("RED"))
        .extracting(FindingView::code)
        .containsExactly("LANGUAGE_NOT_READ");
    assertThat(line.agreement().kind()).isEqualTo("NOT_COMPARED");
  }

  @Test
  void anotherPaymentOfATextInAnotherLanguageIsRed() {
    DigestLineView line = digest(TEXT.replace("66", "67"));

    assertThat(line.blocked()).isTrue();
    assertThat(line.findings())
        .filteredOn(finding -> finding.severity().equals("RED"))
        .extracting(FindingView::code)
        .containsExactlyInAnyOrder("UNMENTIONED_TRANSFER", "LANGUAGE_NOT_READ");
    assertThat(line.agreement().kind()).isEqualTo("NOT_COMPARED");
  }

  private static DigestLineView digest(String text) {
    return new TextDigester(service(), KnownFunctions.bundled()).digest("1", "仓库", text, PAYS);
  }

  @Test
  void aSheetDoesNotSayThatAnUnreadTextAgrees() {
    Sheet sheet =
        new TextDigester(service(), KnownFunctions.bundled())
            .sheet("仓库", TEXT, List.of(), TextDigester.Owner.UNKNOWN, Meanings.NONE);

    assertThat(sheet.verdict()).contains("not compared").doesNotContain("agree");
    assertThat(SheetMarkdown.of(sheet, Optional.empty())).contains("not in English: its first");
  }

  private static DigestService service() {
    TextDigest unread =
        new TextDigest(
            "", List.of(), List.of(), List.of(new TextDigest.Note.NotEnglish()), "nothing/1");
    return new StatedDigest(unread).service();
  }
}
