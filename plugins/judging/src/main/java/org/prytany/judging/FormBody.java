package org.prytany.judging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is a form (application/x-www-form-urlencoded) as strictly as any reader takes it:
 * each name once, whatever way it is escaped, "%" with two digits behind it, and UTF-8.
 */
final class FormBody {

  private FormBody() {}

  /** What is wrong with it; empty if nothing. */
  static Optional<String> fault(String text) {
    Set<String> names = new HashSet<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || pair.indexOf('=', equals + 1) >= 0) {
        return Optional.of("its form has a part that is no name=value");
      }
      Optional<String> name = read(pair.substring(0, equals));
      if (name.isEmpty() || read(pair.substring(equals + 1)).isEmpty()) {
        return Optional.of("its form has a character that is not escaped, or not rightly");
      }
      if (!names.add(name.get())) {
        return Optional.of("its form has one name twice");
      }
    }
    return Optional.empty();
  }

  /** What is escaped; empty if it is not, or stands for no text. */
  private static Optional<String> read(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < escaped.length(); at++) {
      char unit = escaped.charAt(at);
      if (unit == '%') {
        int high = at < escaped.length() - 2 ? digit(escaped.charAt(at + 1)) : -1;
        int low = at < escaped.length() - 2 ? digit(escaped.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(16 * high + low);
        at += 2;
      } else if (isPlain(unit)) {
        bytes.write(unit == '+' ? ' ' : unit);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int digit(char unit) {
    return unit < 128 ? Character.digit(unit, 16) : -1;
  }

  private static boolean isPlain(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || "*-._+".indexOf(unit) >= 0;
  }
}
