package org.prytany.host.bad;

import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.NoticePayload.Form;
import org.prytany.spi.Notifier;

/** Writes notices wrongly in one way. */
@SuppressWarnings("NullAway")
public final class BadNotifier implements Notifier {

  private final String how;

  public BadNotifier(String how) {
    this.how = how;
  }

  @Override
  public String id() {
    return "bad-notifier";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public NoticePayload render(Notice notice) {
    return switch (how) {
      case "null" -> null;
      case "hollow" -> Faults.hollow(NoticePayload.class);
      case "form-null" -> new NoticePayload(null, "{}");
      case "body-null" -> new NoticePayload(Form.JSON, null);
      case "body-huge" -> new NoticePayload(Form.TEXT, "x".repeat(Faults.HUGE));
      case "body-empty" -> new NoticePayload(Form.TEXT, " \n");
      case "body-torn" -> new NoticePayload(Form.TEXT, "half \ud83d of one");
      case "json-none" -> new NoticePayload(Form.JSON, "{\"text\": '" + notice.title() + "'}");
      case "json-twice" -> new NoticePayload(Form.JSON, "{\"text\":\"a\",\"text\":\"b\"}");
      case "json-deep" -> new NoticePayload(Form.JSON, "[".repeat(60_000));
      case "form-unescaped" -> new NoticePayload(Form.FORM, "text=" + notice.title());
      case "trips" -> {
        if (notice.lines().stream().anyMatch(line -> !line.own())) {
          throw new IllegalStateException("no idea");
        }
        yield new NoticePayload(Form.TEXT, notice.title());
      }
      case "form-twice" -> new NoticePayload(Form.FORM, "text=a&text=b");
      default -> {
        Faults.commit(how);
        yield new NoticePayload(Form.TEXT, notice.title());
      }
    };
  }
}
