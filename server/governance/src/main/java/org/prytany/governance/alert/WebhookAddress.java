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

  private static final String SLACKS_HOST = "hooks.slack.com";

  /** All who are told in a chat have one of them, so they share no limit. */
  private static final Set<String> CHATS = Set.of(SLACKS_HOST, "discord.com", "discordapp.com");

  private static final Set<Integer> GONE = Set.of(410);

  /** What Slack and Discord answer where somebody removed the webhook. */
  private static final Set<Integer> REMOVED = Set.of(404, 410);

  private static final Pattern SECRET = Pattern.compile("(?:[!-~]{16,128}+)?+");

  /**
   * @throws IllegalArgumentException if a part has another form; the message does not repeat it
   */
  public WebhookAddress {
    if (!HttpsAddress.isOne(address) || !SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("no address to which messages are posted");
    }
    address = HttpsAddress.canonical(address);
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

  /**
   * At {@link #CHATS} the secret in the path, which is its longest part: their other hosts,
   * versions and forms lead to the same chat.
   */
  @Override
  public String mailbox() {
    return isAtItsMaker() ? HttpsAddress.longestPart(address) : HttpsAddress.withoutQuery(address);
  }

  /** At which host; its own where that is one of {@link #CHATS}. */
  @Override
  public String domain() {
    return isAtItsMaker() ? mailbox() : host();
  }

  private boolean isAtItsMaker() {
    return HttpsAddress.isAt(address, CHATS);
  }

  /** Whether Slack itself reads what is posted there, and not a chat that takes its form. */
  public boolean isAtSlack() {
    return HttpsAddress.isAt(address, Set.of(SLACKS_HOST));
  }

  /**
   * Answers by which whoever is there says that it is so no more. A 404 of anybody's own host may
   * come of a broken deployment.
   */
  public Set<Integer> over() {
    return isAtItsMaker() ? REMOVED : GONE;
  }

  /** Whether each message is signed. */
  public boolean isSigned() {
    return !secret.isEmpty();
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
