package org.prytany.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prytany.spi.Span;

class SourceLinesTest {

  @Test
  void aSpanIsOnTheLinesOfItsFirstAndItsLastCharacter() {
    SourceLines lines = new SourceLines("one\ntwo\n\nfour", 0);

    assertThat(lines.of(new Span(0, 3))).isEqualTo(new Sheet.Lines(1, 1));
    assertThat(lines.of(new Span(0, 4))).isEqualTo(new Sheet.Lines(1, 1));
    assertThat(lines.of(new Span(4, 13))).isEqualTo(new Sheet.Lines(2, 4));
    assertThat(lines.of(new Span(13, 13))).isEqualTo(new Sheet.Lines(4, 4));
  }

  @Test
  void linesOfABodyAreCountedWithoutTheTitlePutBeforeIt() {
    String title = "# Title\n\n";
    SourceLines lines = new SourceLines(title + "first\nsecond", title.length());

    assertThat(lines.of(new Span(9, 14)).words()).isEqualTo("line 1");
    assertThat(lines.of(new Span(9, 21)).words()).isEqualTo("lines 1–2");
    assertThat(lines.of(new Span(0, 5)).words()).isEqualTo("line 1");
  }
}
