package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

/** What counts as a text that says nothing of a call. */
class MentionTest {

  private static final String ALICE = "0xa11ce00000000000000000000000000000000a11";

  private static Mention mention(String text) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    actions
        .addObject()
        .put("target", "FeeHandlerProxy")
        .put("signature", "approve")
        .put("value", "0")
        .putArray("args")
        .add(ALICE)
        .add("46000000000000000000000");
    return new Mention(new Published("x/1", "x", "json", true, true, "Title", text, actions));
  }

  @Test
  void aNumberAnAddressOrANameIsAMention() {
    assertThat(mention("We need 46,000 tokens.").saysNothingOf(0)).isFalse();
    assertThat(mention("We need 46k tokens.").saysNothingOf(0)).isFalse();
    assertThat(mention("For " + ALICE.toUpperCase(java.util.Locale.ROOT)).saysNothingOf(0))
        .isFalse();
    assertThat(mention("The fee handler changes.").saysNothingOf(0)).isFalse();
    assertThat(mention("We like blue, and 47,000 other colours.").saysNothingOf(0)).isTrue();
  }

  @Test
  void anAccountIsLeftOutWhereItsAddressIsNowhere() {
    assertThat(mention("46,000 for our multisig").leavesAccountOut(0)).isTrue();
    assertThat(mention("46,000 for " + ALICE).leavesAccountOut(0)).isFalse();
  }

  @Test
  void findingsAboutNoSingleCallAreNeverExcused() {
    assertThat(mention("Nothing").saysNothingOf(-1)).isFalse();
    assertThat(mention("Nothing").leavesAccountOut(-1)).isFalse();
  }
}
