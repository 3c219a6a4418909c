package org.prytany.governance.alert;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plain address of mail, e.g. "ann@dao.example": letters of ASCII and no quotes, blanks, commas,
 * angle brackets or line ends, so that nothing written in it can be read as more than one address,
 * or as a header.
 *
 * @param text with the domain in lower case
 */
public record MailAddress(String text) implements Recipient {

  private static final int LONGEST = 254;

  /** RFC 5321: local part up to 64 characters; RFC 1123: labels up to 63. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?=[^@]{1,64}+@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+"
              + "@(?:(?!-)[A-Za-z0-9-]{1,63}+(?<!-)\\.)++(?:[A-Za-z]{2,63}+|xn--[A-Za-z0-9-]{1,59}+(?<!-))");

  /**
   * @throws IllegalArgumentException if it is none; the message does not repeat it
   */
  public MailAddress {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no plain address of mail");
    }
    int at = text.indexOf('@');
    text = text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
  }

  /** Empty if the text is none. */
  public static Optional<MailAddress> of(String text) {
    try {
      return Optional.of(new MailAddress(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whose mailbox it may be, for limits: like {@link #reader()}, and without dots before the at,
   * which some servers ignore.
   */
  @Override
  public String mailbox() {
    String reader = reader();
    int at = reader.indexOf('@');
    return reader.substring(0, at).replace(".", "") + reader.substring(at);
  }

  /** At which host. */
  @Override
  public String domain() {
    return text.substring(text.indexOf('@') + 1);
  }

  /**
   * Whose mail it is: without case and without what stands behind a plus, which servers deliver to
   * one person.
   */
  @Override
  public String reader() {
    int at = text.indexOf('@');
    int plus = text.indexOf('+');
    int end = plus > 0 && plus < at ? plus : at;
    return (text.substring(0, end) + text.substring(at)).toLowerCase(Locale.ROOT);
  }

  /** Not the address: it is personal data, and this is what logs show. */
  @Override
  public String toString() {
    return "an address of mail";
  }
}
