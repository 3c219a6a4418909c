package org.prytany.alerts.channel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.alert.Alert;

/**
 * An alert with where to read on.
 *
 * @param alert what is told
 * @param dao the DAO's name as the operator gave it; "" for the server as a whole
 * @param page where to read on, an address of this server's own; empty if there is none
 */
public record Message(Alert alert, String dao, Optional<String> page) {

  /** One line for a subject or a heading. */
  public String title() {
    return "Prytany: "
        + alert.kind().title()
        + (dao.isEmpty() ? "" : " (" + Untrusted.shown(dao) + ")");
  }

  /** The rest in plain words, a line each. Nothing in it is a link but {@link #page}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!alert.headline().isBlank()) {
      lines.add("Proposal: “" + Untrusted.shown(alert.headline()) + "”");
    }
    if (!alert.detail().isBlank()) {
      lines.add(Untrusted.shown(alert.detail()));
    }
    alert.deadline().ifPresent(at -> lines.add("Until " + minutes(at)));
    lines.add("Noticed " + minutes(alert.at()));
    return lines;
  }

  /** Title and lines, and the page last. */
  public String text() {
    List<String> all = new ArrayList<>(lines());
    all.addFirst(title());
    page.ifPresent(all::add);
    return String.join("\n", all);
  }

  private static String minutes(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
