package org.prytany.reading.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipe that is escaped belongs to its cell, and what stands behind it keeps its place. */
class EscapedPipesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "USDC\\|9,000; USDC|9,000; 9,000",
        "a\\|b\\|**9,000** USDC; a|b|9,000 USDC; 9,000",
        "`a\\|b` 9,000; a|b 9,000; 9,000",
        "a \\| [b](https://example.org) 9,000; a | b 9,000; 9,000",
        "\\|9,000; |9,000; 9,000"
      })
  void areReadAsPipes(String cell, String shown, String amount) {
    String text = "| Item | Amount |\n|---|---|\n| Audit | " + cell + " |\n";

    VisibleText read = new MarkdownReader().read(text).blocks().getLast().cells().getLast();

    assertThat(read.text()).isEqualTo(shown);
    int at = shown.indexOf(amount);
    assertThat(read.span(at, at + amount.length()).of(text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({"a\\|b, c", "a\\|b\\|, c\\|d"})
  void doNotMoveTheNextCell(String first, String second) {
    String text = "| Item | Amount |\n|---|---|\n|" + first + "|" + second + "|\n";

    VisibleText read = new MarkdownReader().read(text).blocks().getLast().cells().getLast();

    assertThat(read.text()).isEqualTo(second.replace("\\", ""));
    assertThat(read.span().of(text)).endsWith(second.substring(second.length() - 1));
  }
}
