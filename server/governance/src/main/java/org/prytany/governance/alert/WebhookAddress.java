package org.prytany.governance.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address to which messages are posted for a program or a chat.
 *
 * @param form of what is posted
 * @param address https; whoever knows it can write there
 * @param secret under which each message is signed, 16 to 128 characters of ASCII without blanks;
 *     "": none is
 */
public record WebhookAddress(Form form, String address, String secret) implements Recipient {

  /** What takes the message. */
  public enum Form {
    WEBHOOK("A program of yours (JSON)"),
    SLACK("Slack, or a chat that takes its form"),
    DISCORD("Discord");

    private final String title;

    Form(String title) {
      this.title = title;
    }

    /** As it is asked for, e.g. "slack". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As people read it. */
    public String title() {
      return title;
    }

    /** Empty if there is none with this word. */
    public static Optional<Form> named(String word) {
      return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
    }
  }

  /** All who are told in a chat have one of them, so they share no limit. */
  private static final Set<String> CHATS =
      Set.of("hooks.slack.com", "discord.com", "discordapp.com");

  private static final Pattern SECRET = Pattern.compile("(?:[!-~]{16,128}+)?+");

  /**
   * @throws IllegalArgumentException if a part has another form; the message does not repeat it
   */
  public WebhookAddress {
    if (!HttpsAddress.isOne(address) || !SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("no address to which messages are posted");
    }
  }

  /** Empty if a part has another form. */
  public static Optional<WebhookAddress> of(Form form, String address, String secret) {
    try {
      return Optional.of(new WebhookAddress(form, address, secret));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static WebhookAddress read(String text) {
    String[] parts = text.split(" ", -1);
    Optional<Form> form = Form.named(parts[0]);
    if (form.isEmpty() || parts.length != 3) {
      throw new IllegalArgumentException("no address to which messages are posted");
    }
    return new WebhookAddress(form.get(), parts[1], parts[2]);
  }

  @Override
  public String text() {
    return form.word() + " " + address + " " + secret;
  }

  @Override
  public String reader() {
    return address;
  }

  @Override
  public String mailbox() {
    return HttpsAddress.withoutQuery(address);
  }

  /** At which host; its own where that is one of {@link #CHATS}. */
  @Override
  public String domain() {
    return HttpsAddress.domain(address, CHATS);
  }

  /** In lower case. */
  public String host() {
    return HttpsAddress.host(address);
  }

  /** Not the address: whoever knows it can write there, and this is what logs show. */
  @Override
  public String toString() {
    return "a webhook";
  }
}
