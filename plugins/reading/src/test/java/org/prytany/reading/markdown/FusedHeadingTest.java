package org.prytany.reading.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heading that is the first line of a paragraph is one; a wrapped line is none. */
class FusedHeadingTest {

  private static List<Block> blocks(String text) {
    return new MarkdownReader().read(text).blocks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**Motivation**\nThe vault is old.",
        "**Use of the 40,000 USDC:**\nThe vault is old.",
        "Motivation\nThe vault is old.",
        "Use of funds\nThe vault is old.",
        "Motivation  \nThe vault is old.",
      })
  void aLineOverASentenceIsItsHeading(String text) {
    assertThat(blocks(text).stream().map(Block::kind))
        .containsExactly(Block.Kind.HEADING, Block.Kind.PARAGRAPH);
    assertThat(blocks(text).getLast().text().text()).isEqualTo("The vault is old.");
    assertThat(blocks(text).getLast().text().span().of(text)).isEqualTo("The vault is old.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We propose to pay\nAlice 5 ETH for her work.",
        "Pay Alice\nThe sum is 5 ETH.",
        "The vault will hold 5 ETH and\nAlice is its owner.",
        "Motivation.\nThe vault is old.",
        "**Note** that\nThe vault is old.",
        "**We pay 5 ETH.**\nThe vault is old.",
        "Motivation\nand the vault.",
        "Alice\nBob",
        "- Motivation\n  The vault is old.",
        "> Motivation\n> The vault is old.",
      })
  void aLineOfASentenceIsNone(String text) {
    assertThat(blocks(text).stream().map(Block::kind)).doesNotContain(Block.Kind.HEADING);
  }

  @Test
  void addressesInLinksStayWhereTheyWere() {
    String address = "0x" + "12".repeat(20);
    String text = "**Payee**\nAlice is [here](https://example.org/" + address + ") for all.";
    Block.LinkAddress link = blocks(text).getLast().linkAddresses().getFirst();
    assertThat(blocks(text).getLast().text().text().substring(link.position())).startsWith("here");
    assertThat(link.span().of(text)).isEqualTo(address);
  }
}
