package org.prytany.governance.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.reading.ReadableText;
import org.prytany.spi.Address;

/** A description is read without its wrapping, and every character stays at its place. */
class DescriptionTest {

  private static final String ACCOUNT = "0x1111111111222222222233333333334444444444";

  @Test
  void theSuffixForTheGovernorIsNoText() {
    Description description = Description.of("Plant trees.\n#proposer=" + ACCOUNT);

    assertThat(description.text().strip()).isEqualTo("Plant trees.");
    assertThat(description.suffix())
        .hasValueSatisfying(
            suffix -> {
              assertThat(suffix.account()).isEqualTo(new Address(ACCOUNT));
              assertThat(suffix.last()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#proposer=" + ACCOUNT + " pays the trees.",
        "Trees.\n#proposer=0x11112222",
        "Trees.\n#Proposer=" + ACCOUNT,
        "Trees.\n#proposer=" + ACCOUNT + "5"
      })
  void whatTheGovernorDoesNotTakeForASuffixIsText(String raw) {
    assertThat(Description.of(raw).suffix()).isEmpty();
    assertThat(Description.of(raw).text()).isEqualTo(raw);
  }

  @Test
  void aLineBreakBehindTheSuffixKeepsTheGovernorFromSeeingIt() {
    assertThat(Description.of("Trees.\n#proposer=" + ACCOUNT + "\n").suffix())
        .hasValueSatisfying(suffix -> assertThat(suffix.last()).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"title":"Les arbres","description":"Nous plantons."}|# Les arbres Nous plantons.
          { "name": "Bäume \\u00fc\\"", "body": "Wir pflanzen.\\n- Linden" }|# Bäume ü" Wir pflanzen. - Linden
          "# Árboles\\n\\nPlantamos."|# Árboles Plantamos.
          # Trees\\n\\nWe plant.\\r\\n\\r\\n## Why|# Trees We plant. ## Why
          {"title": not JSON}|{"title": not JSON}
          """)
  void wrappingIsTakenOff(String raw, String words) {
    assertThat(words(Description.of(raw).text())).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\ntitle: Trees\n---\nWe plant.",
        "---\nid: 7\ntitle: 'Trees'\ntags:\n  - oak\n---\nWe plant.",
        "---\r\ntitle: \"Trees\"\r\n---\r\nWe plant.",
        "---\ntitle: >-\n  Trees\n---\nWe plant.",
        "+++\ntitle = \"Trees\"\n+++\nWe plant.",
        "# A heading put before\n\n---\ntitle: Trees\n---\nWe plant."
      })
  void theTitleOfFrontMatterIsAHeading(String raw) {
    assertThat(Description.of(raw).text().lines().map(String::strip))
        .contains("# Trees", "We plant.");
    assertThat(Description.of(raw).text()).doesNotContain("---", "+++");
  }

  @Test
  void aRuleBetweenSectionsIsNoFrontMatter() {
    String raw = "---\n\nWe plant trees.\n\n---\n\nThat is all.";

    assertThat(Description.of(raw).text()).isEqualTo(raw);
  }

  @Test
  void oneWrittenBreakInCodeIsNoLineBreak() {
    String raw = "# Trees\n\n```\nlog(\"a\\n\")\n```\n";

    assertThat(Description.of(raw).text()).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u0007", "\u007f", "\u0080", "\ud800", "\udc00"})
  void whatIsNoTextIsSeen(String mark) {
    assertThat(Description.of("5" + mark + "00").text()).isEqualTo("5\ufffd00");
  }

  @Test
  void richTextIsMarkdownOfTheSameLength() {
    String raw =
        "<h1 class='x'>Trees</h1>\n<div>\n    <p>We plant <b>5</b>.</p><ul><li><p>Oak</p></li><li>Ash"
            + "</li></ul></div><table><tr><th>Tree</th><th>Price</th></tr><tr><td>Oak</td><td>5"
            + "</td></tr></table>";
    String read = ReadableText.of(raw);

    assertThat(read).hasSameSizeAs(raw);
    assertThat(read.lines().map(String::strip))
        .containsSubsequence(
            "# Trees", "We plant <b>5</b>.", "- Oak", "- Ash", "| Tree       | Price", "|-|-|");
    assertThat(read.indexOf("Ash")).isEqualTo(raw.indexOf("Ash"));
  }

  @Test
  void whatRichTextHidesIsNotRead() {
    assertThat(ReadableText.of("<p>Trees</p><div hidden><p>Pay 5 ETH</p></div><p>Oak</p>"))
        .contains("Trees", "Oak")
        .doesNotContain("ETH");
  }

  @Test
  void tagsInAMarkdownTableOrItemBreakNothing() {
    String raw = "| Tree | Why |\n|---|---|\n| Oak<br>Ash | <p>Shade</p> |\n\n- <p>Item</p>\n";

    assertThat(ReadableText.of(raw)).isEqualTo(raw);
  }

  @Property
  void everyCharacterStaysAtItsPlace(@ForAll("hostile") String raw) {
    String read = ReadableText.of(raw);

    assertThat(read).hasSameSizeAs(raw);
    for (int i = 0; i < raw.length(); i++) {
      char c = read.charAt(i);
      boolean added = Character.isWhitespace(c) || "#-|\\\u2060\ufffd".indexOf(c) >= 0;
      boolean stays = c == raw.charAt(i);
      // Escapes and references stand at their beginning for what they mean.
      assertThat(added || stays || raw.indexOf('&') >= 0 || raw.indexOf('\\') >= 0).isTrue();
    }
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            List.of(
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<li>",
                "<br>",
                "<h1>",
                "<div hidden>",
                "</div>",
                "<!--",
                "-->",
                "{\"title\":\"",
                "\",\"body\":\"",
                "\"}",
                "\\n",
                "\\u0041",
                "\\\"",
                "---\n",
                "title: ",
                "a: b\n",
                "#proposer=" + ACCOUNT,
                "&#48;",
                "&nbsp;",
                "&lt;",
                "\0",
                "\ud800",
                "5",
                " ",
                "\n",
                "x",
                "|",
                "`",
                "# "))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  private static String words(String text) {
    return text.replace("\u2060", "").replaceAll("\\s+", " ").strip();
  }
}
