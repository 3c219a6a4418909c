package org.prytany.store.body;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.prytany.spi.TextDigest.Note;

/** What a digest leaves out. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoteBody.PreselectedBody.class, name = "preselected"),
  @JsonSubTypes.Type(value = NoteBody.NotEnglishBody.class, name = "not-english")
})
public sealed interface NoteBody {

  Note toDomain();

  static NoteBody of(Note note) {
    return switch (note) {
      case Note.Preselected some -> new PreselectedBody(some.looked(), some.all());
      case Note.NotEnglish foreign -> new NotEnglishBody();
    };
  }

  /** The summary was chosen from a part of the sentences. */
  record PreselectedBody(int looked, int all) implements NoteBody {
    @Override
    public Note toDomain() {
      return new Note.Preselected(looked, all);
    }
  }

  /** The text is in another language. */
  record NotEnglishBody() implements NoteBody {
    @Override
    public Note toDomain() {
      return new Note.NotEnglish();
    }
  }
}
