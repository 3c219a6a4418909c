package org.prytany.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.Reading;
import org.prytany.spi.TextDigest;

class AmendmentTest {

  private static final String ASK = "We ask the DAO to pay 40,000 USDC for the audit.\n\n";

  private static Asked read(String text) {
    TextDigest digest = new TextDigest("", List.of(), List.of(), List.of(), List.of(), "test");
    return AskReader.of(Reading.of(text), digest, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Edit: the amount was changed to 50,000 USDC.",
        "**UPDATE 2:** We have reduced the request to 30,000 USDC.",
        "*Edit (12 May 2027) - The budget is now 35,000 USDC.*",
        "Edited: Lowered the request from 40,000 to 35,000 USDC.",
        "[Amended] The recipient was replaced by 0x00000000000000000000000000000000000000aa."
      })
  void whatTheAuthorChangedLaterIsSaidAndTheAmountIsNotTheOnlyOne(String notice) {
    for (String text : List.of(ASK + notice, notice + "\n\n" + ASK)) {
      Asked asked = read(text);

      assertThat(asked.notice()).isPresent();
      assertThat(asked.notice().get().takenBack()).isFalse();
      assertThat(asked.notice().get().said().span().of(text).replace("*", ""))
          .isEqualTo(asked.notice().get().said().words());
      assertThat(asked.payment()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Updated: 2027-05-12",
        "Update: the vote has begun.",
        "Edit: thanks for all comments.",
        "Updates in the forum: we will add a channel to our list.",
        "Update the oracle: the feed of ABC is slow.",
        "> Edit: the amount was changed to 50,000 USDC.",
        "Amendments to the charter need a vote of two thirds."
      })
  void whatChangesNothingIsNoAmendment(String line) {
    assertThat(read(ASK + line).notice()).isEmpty();
    assertThat(read(ASK + line).payment()).isEqualTo("40,000 USDC");
  }

  @Test
  void ofSeveralNoticesTheLastThatHasAValueCounts() {
    String text =
        ASK
            + "Edit: the amount was changed to 50,000 USDC.\n\nEdit 2: the amount was cut to 45,000 USDC.\n\n"
            + "Edit 3: a link was corrected.\n";

    assertThat(read(text).notice().orElseThrow().said().words()).contains("45,000 USDC");
  }

  @Test
  void aTextThatIsTakenBackSaysSoInItsOwnWords() {
    Asked asked = read(ASK + "This proposal has been withdrawn.");

    assertThat(asked.notice().orElseThrow().takenBack()).isTrue();
    assertThat(asked.notice().orElseThrow().said().words())
        .isEqualTo("This proposal has been withdrawn.");
    assertThat(asked.quote()).isEmpty();
    assertThat(asked.payment()).isEmpty();
  }
}
