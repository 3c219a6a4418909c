package com.example.matrix;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;
import org.prytany.spi.PluginContext;

/** Writes for a room of Matrix, as its bridge hookshot takes it: a text, HTML, and a name. */
@ApplicationScoped
public class MatrixNotifier implements Notifier {

  /** Characters of a message; the rest is behind the link. */
  private static final int LONGEST = 8_000;

  private String name = "Prytany";

  @Override
  public String id() {
    return "notifier-matrix";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public void start(PluginContext context) {
    name = context.configuration().text("name").orElse(name);
  }

  @Override
  public NoticePayload render(Notice notice) {
    List<String> lines = lines(notice);
    String html =
        "<b>"
            + escaped(notice.title())
            + "</b>"
            + lines.stream().map(line -> "<br>" + escaped(line)).collect(Collectors.joining());
    return new NoticePayload(
        NoticePayload.Form.JSON,
        "{\"text\":"
            + quoted(notice.title() + "\n" + String.join("\n", lines))
            + ",\"html\":"
            + quoted(html)
            + ",\"username\":"
            + quoted(name)
            + "}");
  }

  private static List<String> lines(Notice notice) {
    List<String> lines = new ArrayList<>();
    int left = LONGEST;
    for (Notice.Line line : notice.lines()) {
      left -= line.text().length();
      if (left >= 0) {
        lines.add(line.text());
      }
    }
    notice.link().ifPresent(lines::add);
    return lines;
  }

  /** Words as words of HTML: nothing in them is a tag. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A text of JSON: nothing in it ends it. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit < ' ') {
        json.append("\\u%04x".formatted((int) unit));
      } else {
        json.append(unit);
      }
    }
    return json.append('"').toString();
  }
}
