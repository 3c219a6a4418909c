package org.prytany.judging;

import java.util.Optional;
import org.prytany.spi.NoticePayload;

/**
 * Holds what a notifier wrote against what is posted: a body that is written as its form says, in
 * which no name stands twice. Where words of a stranger are put in without escaping them, they end
 * what they were to be a part of, and add what the notifier never meant.
 */
public final class PayloadCheck {

  private PayloadCheck() {}

  /** What is wrong with a payload; empty if nothing. */
  public static Optional<String> fault(NoticePayload payload) {
    String body = payload.body();
    if (body.isBlank()) {
      return Optional.of("its body is empty");
    }
    Optional<String> torn = torn(body);
    if (torn.isPresent()) {
      return torn;
    }
    return switch (payload.form()) {
      case JSON -> JsonBody.fault(body);
      case FORM -> FormBody.fault(body);
      case TEXT -> Optional.empty();
    };
  }

  /** Half of a surrogate pair cannot be sent: whoever reads would get another character. */
  private static Optional<String> torn(String body) {
    return isTorn(body) ? Optional.of("its body has half of a character") : Optional.empty();
  }

  static boolean isTorn(CharSequence text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
