package org.prytany.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  /** Counts what is looked at. */
  private static final class Looked implements CharSequence {
    private final String text;
    private int looks;

    Looked(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u202e", "\u0000", "\ud83d\udc69\u200d"})
  void whatIsCutAwayIsNotLookedAt(String piece) {
    Looked few = new Looked(piece.repeat(100));
    Looked many = new Looked(piece.repeat(100_000));
    assertThat(VisibleText.brief(many, 20)).isEqualTo(VisibleText.brief(few, 20)).endsWith("…");
    assertThat(many.looks).isEqualTo(few.looks);
  }

  @Test
  void aTextThatFitsIsWholeAndALongerOneIsCutAtACharacter() {
    for (String text :
        List.of(
            "", "  ", "Pay", " Pay \n the  writers ", "x\u202ey", "\ud83d\ude00\ud83d\ude00 a")) {
      String whole = VisibleText.of(text);
      int length = whole.codePointCount(0, whole.length());
      assertThat(VisibleText.brief(text, Math.max(1, length))).isEqualTo(whole);
      for (int most = 1; most < length; most++) {
        assertThat(VisibleText.brief(text, most))
            .isEqualTo(
                whole.substring(0, whole.offsetByCodePoints(0, most - 1)).stripTrailing() + "…");
      }
    }
  }
}
