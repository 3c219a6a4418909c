package org.prytany.app.view;

import java.util.List;
import java.util.Locale;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextDigest.Note;

/** Says in plain English what a digest leaves out. The words are the server's own. */
public final class NoteWording {

  private NoteWording() {}

  /** A sentence for each note of the digest. */
  public static List<String> of(TextDigest digest) {
    return digest.notes().stream().map(NoteWording::of).toList();
  }

  private static String of(Note note) {
    return switch (note) {
      case Note.Preselected some ->
          String.format(
              Locale.ROOT,
              "The text is very long: its summary was chosen from %,d of its %,d sentences.",
              some.looked(),
              some.all());
      case Note.NotEnglish foreign ->
          "This text is not in English: its first sentences are shown, and only amounts and accounts"
              + " in it are compared with the calls.";
    };
  }
}
