package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.spi.TextDigest;

/** Readers are told in plain English what a digest leaves out. */
class NoteWordingTest {

  @Test
  void theCountsAreWrittenOut() {
    assertThat(words(new TextDigest.Note.Preselected(400, 3_120)))
        .containsExactly(
            "The text is very long: its summary was chosen from 400 of its 3,120 sentences.");
  }

  @Test
  void aTextInAnotherLanguageIsSaidToBeComparedInPart() {
    assertThat(words(new TextDigest.Note.NotEnglish()).getFirst())
        .contains("not in English")
        .contains("only amounts and accounts in it are compared");
  }

  @Test
  void aTextReadInFullHasNoNotes() {
    assertThat(words()).isEmpty();
  }

  private static List<String> words(TextDigest.Note... notes) {
    return NoteWording.of(new TextDigest("", List.of(), List.of(), List.of(notes), "t"));
  }
}
