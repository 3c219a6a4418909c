package org.prytany.alerts.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prytany.alerts.channel.Message.Part;
import org.prytany.governance.alert.Alert;

/** What many alerts say in one message. */
final class Bundle {

  private static final int MOST_LINES = 10;
  private static final int LONGEST_LINE = 120;

  private Bundle() {}

  /**
   * @param operators whether they have this server's command line
   */
  static List<Part> parts(List<Alert> alerts, boolean operators) {
    Map<Alert.Kind, Integer> counts = new EnumMap<>(Alert.Kind.class);
    alerts.forEach(alert -> counts.merge(alert.kind(), 1, Integer::sum));
    List<Part> parts = new ArrayList<>();
    counts.forEach((kind, count) -> parts.add(new Part(count + " × " + kind.title(), true)));
    alerts.stream()
        .sorted(Comparator.comparing(alert -> alert.deadline().orElse(Instant.MAX)))
        .limit(MOST_LINES)
        .forEach(alert -> parts.add(new Part(line(alert), false)));
    if (operators) {
      parts.add(new Part("All of them: `./prytany alerts`", true));
    }
    return parts;
  }

  private static String line(Alert alert) {
    return "• "
        + alert
            .deadline()
            .map(at -> (alert.kind().opens() ? "from " : "until ") + Message.minutes(at) + ", ")
            .orElse("")
        + alert.kind().word()
        + (alert.dao().isEmpty() ? "" : " (" + alert.dao() + ")")
        + ": "
        + Untrusted.shown(
            alert.headline().isBlank() ? alert.detail() : alert.headline(), LONGEST_LINE);
  }
}
