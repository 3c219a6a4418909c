package org.prytany.alerts.watch;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.poll.PollKey;

/** What people have to be told about votes off chain, and which entries of the log say so. */
final class OffChainReading {

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_DETAIL = 2_000;

  private OffChainReading() {}

  static Optional<Alert> alert(AuditEntry entry) {
    return switch (entry.act()) {
      case "poll.needs-people" -> Optional.of(alert(Kind.NEEDS_PEOPLE, entry));
      case "poll.vote-missed" -> Optional.of(alert(Kind.VOTE_MISSED, entry));
      default -> Optional.empty();
    };
  }

  private static Alert alert(Kind kind, AuditEntry entry) {
    return alert(
        "audit:" + entry.sequence() + ":" + kind.word(),
        kind,
        entry.at(),
        entry.subject(),
        entry.details().getOrDefault("title", ""),
        Optional.ofNullable(entry.details().get("reason"))
            .filter(reason -> !reason.isBlank())
            .orElse("the hub did not show our vote when voting ended."),
        deadline(entry));
  }

  /**
   * What is to be told of a vote off chain, which is of no DAO.
   *
   * @param poll its key: the space's word and the proposal's id
   * @param title a stranger's words
   */
  static Alert alert(
      String id,
      Kind kind,
      Instant at,
      String poll,
      String title,
      String detail,
      Optional<Instant> deadline) {
    return new Alert(
        id,
        kind,
        at,
        "",
        Optional.empty(),
        PollKey.parse(poll),
        Words.cut(title, LONGEST_TITLE),
        Words.cut("Vote off chain " + poll + ": " + detail, LONGEST_DETAIL),
        next(kind),
        deadline);
  }

  private static String next(Kind kind) {
    return switch (kind) {
      case NEEDS_PEOPLE, VOTE_DUE ->
          "If nobody has chosen yet, an operator chooses: `./prytany choose` with the space and the id of the proposal; or"
              + " vote by hand at the hub.";
      case VOTE_MISSED -> "This vote is over. Find out why before the next one ends.";
      default -> "";
    };
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
