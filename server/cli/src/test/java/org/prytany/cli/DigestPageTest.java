package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DigestPageTest {

  private static ObjectNode digest(String headline, String sentence) {
    ObjectNode digest = ApiClient.JSON.createObjectNode();
    digest.put("headline", headline);
    digest.putArray("sentences").addObject().put("text", sentence).put("start", 3).put("end", 9);
    digest.putArray("effects").addObject().put("line", "Pays 5 USDC to 0x1.");
    digest.putArray("findings").addObject().put("severity", "RED").put("text", "Not mentioned.");
    digest.putArray("claims").addObject().put("kind", "payment").put("text", "5 USDC");
    digest.put("blocked", true);
    digest.put("contentHash", "0xabc");
    return digest;
  }

  @Test
  void showsSentencesWithTheirPlaceEffectsFindingsAndTheBlock() {
    String page = DigestPage.of(digest("A grant", "Five dollars are paid."));

    assertThat(page)
        .contains("A grant", "Five dollars are paid.", "characters 3 to 9")
        .contains("What it executes", "Pays 5 USDC to 0x1.")
        .contains("RED Not mentioned.", "Automation is BLOCKED", "0xabc");
  }

  @Test
  void controlCharactersOfAHostileTextDoNotReachTheTerminal() {
    String hostile = "pay \u001b[2J\u202eevil\u0007 now";

    String page = DigestPage.of(digest(hostile, hostile));

    assertThat(page).doesNotContain("\u001b", "\u202e", "\u0007").contains("evil");
  }

  @Test
  void anEmptyDigestSaysSo() {
    ObjectNode empty = ApiClient.JSON.createObjectNode();

    assertThat(DigestPage.of(empty)).contains("(no headline)");
  }
}
