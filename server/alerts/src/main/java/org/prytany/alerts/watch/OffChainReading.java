package org.prytany.alerts.watch;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.audit.AuditEntry;

/** Which entries about votes off chain people have to be told about. */
final class OffChainReading {

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_DETAIL = 2_000;

  private OffChainReading() {}

  static Optional<Alert> alert(AuditEntry entry) {
    return switch (entry.act()) {
      case "poll.needs-people" ->
          Optional.of(
              alert(
                  Kind.NEEDS_PEOPLE,
                  entry,
                  "An operator chooses: `./prytany choose` with the space and the id of the"
                      + " proposal; or vote by hand at the hub."));
      case "poll.vote-missed" ->
          Optional.of(
              alert(
                  Kind.VOTE_MISSED,
                  entry,
                  "This vote is over. Find out why before the next one ends."));
      default -> Optional.empty();
    };
  }

  private static Alert alert(Kind kind, AuditEntry entry, String next) {
    return new Alert(
        "audit:" + entry.sequence() + ":" + kind.word(),
        kind,
        entry.at(),
        "",
        Optional.empty(),
        Words.cut(entry.details().getOrDefault("title", ""), LONGEST_TITLE),
        Words.cut(
            "Vote off chain "
                + entry.subject()
                + ": "
                + entry.details().getOrDefault("reason", "it was not handed in."),
            LONGEST_DETAIL),
        next,
        deadline(entry));
  }

  private static Optional<Instant> deadline(AuditEntry entry) {
    try {
      return Optional.ofNullable(entry.details().get("latestSafe")).map(Instant::parse);
    } catch (DateTimeParseException e) {
      // An entry of another form has no deadline.
      return Optional.empty();
    }
  }
}
