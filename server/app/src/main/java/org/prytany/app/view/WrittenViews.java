package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.writing.Writing;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WrittenText;

/** What a model wrote, as the API shows it. */
public final class WrittenViews {

  private WrittenViews() {}

  public static WrittenView of(Writing writing) {
    return switch (writing) {
      case Writing.Done done -> written(done.text());
      case Writing.Waiting waiting ->
          view(
              waiting.key(),
              "waiting",
              waiting.key().model() + " has not written yet: " + waiting.why() + ".");
      case Writing.Failed failed ->
          view(
              failed.key(),
              "failed",
              failed.key().model() + " wrote nothing: " + failed.why() + ".");
    };
  }

  private static WrittenView view(WritingKey key, String status, String words) {
    return view(key, status, words, Optional.empty(), 0, 0, List.of());
  }

  private static WrittenView written(WrittenText text) {
    return view(
        text.key(),
        "written",
        text.words(),
        Optional.of(text.madeAt().toString()),
        text.millis(),
        text.sentences().size(),
        text.sentences().stream()
            .filter(each -> each.outcome() == WrittenText.Outcome.PROVED)
            .map(
                each ->
                    new WrittenView.Sentence(
                        each.text(),
                        each.evidence().stream()
                            .map(span -> new WrittenView.Place(span.start(), span.end()))
                            .toList(),
                        each.effects()))
            .toList());
  }

  private static WrittenView view(
      WritingKey key,
      String status,
      String words,
      Optional<String> madeAt,
      long millis,
      int wrote,
      List<WrittenView.Sentence> sentences) {
    return new WrittenView(
        status,
        words,
        key.model(),
        key.modelSha256(),
        key.promptVersion(),
        key.device(),
        key.isRemote(),
        key.textHash(),
        key.callsHash(),
        key.hash(),
        madeAt,
        millis,
        wrote,
        sentences);
  }
}
