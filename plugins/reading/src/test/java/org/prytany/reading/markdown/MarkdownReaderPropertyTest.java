package org.prytany.reading.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prytany.spi.Span;

/** Whatever a text is made of, what a reader sees of it knows where it stands. */
class MarkdownReaderPropertyTest {

  private static final MarkdownReader READER = new MarkdownReader();

  @Property(tries = 1_500)
  void everyVisibleCharacterStandsWhereItSaysInReadingOrder(@ForAll("markdown") String raw) {
    for (Block block : READER.read(raw).blocks()) {
      assertSound(raw, block.text());
      block.cells().forEach(cell -> assertSound(raw, cell));
      for (Block.LinkAddress link : block.linkAddresses()) {
        assertThat(link.span().end()).isLessThanOrEqualTo(raw.length());
        assertThat(link.position()).isBetween(0, block.text().length());
      }
    }
  }

  @Property(tries = 500)
  void anyStringIsReadWithSoundPlaces(@ForAll String raw) {
    READER.read(raw).blocks().forEach(block -> assertSound(raw, block.text()));
  }

  @Property(tries = 300)
  void plainWordsAreAllVisible(@ForAll("words") List<String> words) {
    String raw = String.join(" ", words);
    StringBuilder seen = new StringBuilder();
    READER.read(raw).blocks().forEach(block -> seen.append(block.text().text()));
    assertThat(seen.toString()).isEqualTo(raw);
  }

  private static void assertSound(String raw, VisibleText visible) {
    int before = 0;
    for (int i = 0; i < visible.length(); i++) {
      Span at = visible.span(i, i + 1);
      assertThat(at.start()).isGreaterThanOrEqualTo(before);
      assertThat(at.end()).isLessThanOrEqualTo(raw.length());
      before = at.start();
      char shown = visible.text().charAt(i);
      boolean standsIn = Character.isWhitespace(shown) || shown == '|';
      char source = raw.charAt(at.start());
      // An entity or a back-slash stands before what it shows.
      if (!standsIn && source != '&' && source != '\\' && source != '\0') {
        assertThat(shown).isEqualTo(source);
      }
    }
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9).list().ofMinSize(1);
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            "# ",
            "## ",
            "\n",
            "\n\n",
            "- ",
            "1. ",
            "> ",
            "    ",
            "```",
            "`",
            "*",
            "**",
            "_",
            "~~",
            "[a](b)",
            "![a](b)",
            "[",
            "](",
            ")",
            "<!-- ",
            " -->",
            "<b>",
            "</b>",
            "<script>",
            "&amp;",
            "&#x202e;",
            "&nbsp;",
            "\\",
            "\\*",
            "|",
            "|---|",
            "| a | b |\n|---|---|\n| 5 | 6 |\n",
            "50,000 USDC",
            "0x1111111111111111111111111111111111111111",
            "word",
            " ",
            "é",
            "提案",
            "\u200b",
            "\u202e",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "\u0000",
            "\r",
            "\t",
            "---\n",
            "===\n",
            "http://a.example/b",
            "<http://a.example>",
            "[a]: b\n")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }
}
