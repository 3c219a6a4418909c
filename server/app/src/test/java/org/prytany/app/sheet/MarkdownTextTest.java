package org.prytany.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {

  private static final String[] PLAIN = {
    "Document", "BulletList", "ListItem", "Paragraph", "Text", "Code"
  };
  private static final String[] IN_TABLE = {
    "Document", "TableBlock", "TableHead", "TableBody", "TableRow", "TableCell", "Text", "Code"
  };

  private static String table(String cell) {
    return "| a | b |\n|---|---|\n| " + cell + " | end |\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- hidden -->",
        "&lt;b&gt; &#60;i&#62; &copy;",
        "![alt](https://evil.example/t.gif)",
        "![alt][r]",
        "[r]: https://evil.example",
        "[our forum](https://evil.example/login)",
        "[x](javascript:alert(1))",
        "<https://evil.example/auto>",
        "see https://evil.example/path?a=b&c=d now",
        "HTTPS://EVIL.EXAMPLE",
        "www.evil.example",
        "evil.example/login",
        "write to someone@evil.example",
        "ftp://evil.example and mailto:a@b.example",
        "//evil.example/protocol-relative",
        "# A heading",
        "- a list",
        "+ a list",
        "* a list",
        "1. a list",
        "12) a list",
        "> a quote",
        "``` code",
        "~~~ code",
        "a `tick` and ``two``",
        "`https://evil.example`",
        "*em* **strong** _em_ __strong__ ~~del~~",
        "---",
        "===",
        "| a | b |",
        "a | b | c",
        "\\| escaped",
        "ends with a backslash \\",
        "$x^2$ and $$y$$",
        "@everyone and #hashtag and @team/name",
        "{{ liquid }} {% raw %}",
        "    indented",
        "line one\n\n# line two\n\n[x](https://evil.example)",
        "a\r\n- b\r\n- c",
        "a\u2028# b\u2029- c\u0085- d",
        "\u202egpj.exe\u202c and 0x\u200b8ba1",
        "\u0000\u0007\u001b[2J",
      })
  void textOfStrangersShowsWhatItIsAndDoesNothing(String hostile) {
    String written = MarkdownText.of(hostile);

    assertThat(written).doesNotContain("\n", "\r");
    Parsed item = new Parsed("- " + written + "\n");
    assertThat(item.kinds()).isSubsetOf(PLAIN);
    assertThat(item.shown()).isEqualTo(VisibleText.of(hostile));
    Parsed cell = new Parsed(table(written));
    assertThat(cell.kinds()).isSubsetOf(IN_TABLE);
    assertThat(cell.shown()).contains(VisibleText.of(hostile)).endsWith("end");
  }

  @Test
  void noMixtureOfActiveCharactersBreaksOut() {
    String[] pieces = {
      "\\",
      "`",
      "``",
      "*",
      "_",
      "[",
      "]",
      "(",
      ")",
      "!",
      "<",
      ">",
      "&",
      "#",
      "|",
      "~",
      "-",
      "+",
      "=",
      "1.",
      " ",
      "\n",
      "\t",
      ":",
      "/",
      "//",
      ".",
      "@",
      "a",
      "b",
      "9",
      "http:",
      "https://",
      "www.",
      "ex.org",
      "script",
      "&lt;",
      "\"",
      "'",
      "{",
      "}",
      "$",
      "^",
      "\u200b",
      "é",
      "😀",
      "\ud800"
    };
    Random random = new Random(7);
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String hostile = text.toString();
      String written = MarkdownText.of(hostile);
      Parsed item = new Parsed("- x " + written + "\n");
      assertThat(item.kinds()).as(hostile).isSubsetOf(PLAIN);
      assertThat(item.shown().replace('¦', '|').strip())
          .as(hostile)
          .isEqualTo(("x " + VisibleText.of(hostile)).strip());
      assertThat(new Parsed(table("x " + written)).kinds()).as(hostile).isSubsetOf(IN_TABLE);
      assertThat(new Parsed(written + "\n").kinds()).as(hostile).isSubsetOf(PLAIN);
    }
  }

  @Test
  void ordinaryWordsStayReadable() {
    assertThat(
            MarkdownText.of(
                "Pay 25,000.5 USDC (half now); the rest on 31 March 2027 - at most 3%."))
        .isEqualTo("Pay 25,000.5 USDC (half now); the rest on 31 March 2027 - at most 3%.");
  }

  @Test
  void emojiMadeOfSeveralPicturesStayWhole() {
    assertThat(VisibleText.of("👩‍🚀 pays")).isEqualTo("👩‍🚀 pays");
    assertThat(VisibleText.of("pay‍ee")).isEqualTo("pay[U+200D]ee");
  }

  @Test
  void aLongWordIsWrittenInReasonableTime() {
    String written = MarkdownText.of("a.".repeat(200_000) + " " + "b-".repeat(200_000) + "@");

    assertThat(written.length()).isGreaterThan(700_000);
  }
}
