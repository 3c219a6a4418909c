package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuessesTest {

  private static final int[] TEXT = {1, 2, 3, 4, 9, 2, 3, 5, 7, 2, 3};

  @Test
  void whatFollowedTheLastTokensLast() {
    assertThat(new Guesses(2, 3, 1).after(TEXT, TEXT.length, 9)).containsExactly(5, 7);
  }

  @Test
  void neverMoreThanThereIsRoomFor() {
    assertThat(new Guesses(4, 3, 1).after(TEXT, TEXT.length, 1)).containsExactly(5);
    assertThat(new Guesses(4, 3, 1).after(TEXT, TEXT.length, 0)).isEmpty();
    assertThat(Guesses.NONE.after(TEXT, TEXT.length, 9)).isEmpty();
  }

  @Test
  void nothingWhereTheTokensAreNew() {
    assertThat(new Guesses(4, 3, 2).after(TEXT, 5, 9)).isEmpty();
    assertThat(new Guesses(4, 3, 1).after(TEXT, 1, 9)).isEmpty();
  }

  @Test
  void readsOnlyWhatIsWritten() {
    assertThat(new Guesses(9, 3, 1).after(TEXT, 6, 9)).containsExactly(3, 4, 9, 2);
  }
}
