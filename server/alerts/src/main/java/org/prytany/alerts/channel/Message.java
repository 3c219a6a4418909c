package org.prytany.alerts.channel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prytany.governance.alert.Alert;

/**
 * What a channel is told: an alert, or many in one.
 *
 * @param alerts at least one
 * @param title one line for a subject or a heading
 * @param parts the rest in plain words; nothing in it is a link but {@link #page}
 * @param page where to read on, an address of this server's own; empty if there is none
 * @param change where whoever subscribed changes or ends that; empty of an operator's channel
 */
public record Message(
    List<Alert> alerts,
    String title,
    List<Part> parts,
    Optional<String> page,
    Optional<String> change) {

  private static final int LONGEST_NAME = 60;
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public Message {
    alerts = List.copyOf(alerts);
    parts = List.copyOf(parts);
  }

  /**
   * A line.
   *
   * @param own whether it is in our words, and stays whole; what may be a stranger's is cut where
   *     there is no room
   */
  public record Part(String text, boolean own) {}

  /**
   * @param dao the DAO's name as the operator gave it; "" for the server as a whole
   * @param origin of the page, e.g. "https://dao.example"; empty: the message names a command
   * @param operators whether those who read it run this server, and are told what to do there
   */
  public static Message of(Alert alert, String dao, Optional<String> origin, boolean operators) {
    List<Part> parts = new ArrayList<>();
    if (!alert.headline().isBlank()) {
      parts.add(new Part("Proposal: “" + Untrusted.shown(alert.headline()) + "”", false));
    }
    if (!alert.detail().isBlank()) {
      parts.add(new Part(Untrusted.shown(alert.detail()), false));
    }
    if (operators && !alert.next().isBlank()) {
      parts.add(new Part("What to do: " + alert.next(), true));
    }
    alert
        .deadline()
        .ifPresent(at -> parts.add(new Part(until(alert.kind()) + MINUTES.format(at), true)));
    parts.add(new Part("Noticed " + MINUTES.format(alert.at()), true));
    if (origin.isEmpty()) {
      parts.add(new Part(command(alert), true));
    }
    String about = dao.isEmpty() ? "" : " (" + Untrusted.shown(dao, LONGEST_NAME) + ")";
    return new Message(
        List.of(alert),
        "Prytany: " + alert.kind().title() + about,
        parts,
        origin.map(page -> page + path(alert)),
        Optional.empty());
  }

  /**
   * Many in one: how many of each kind, then each in a line as far as there is room, those with the
   * nearest deadline first.
   *
   * @param operators whether those who read it have this server's command line
   */
  public static Message of(List<Alert> alerts, Optional<String> origin, boolean operators) {
    return new Message(
        alerts,
        "Prytany: " + alerts.size() + " alerts",
        Bundle.parts(alerts, operators),
        origin.map(page -> page + "/#/"),
        Optional.empty());
  }

  /** The same without what may be a stranger's. */
  public Message inOurWords() {
    return new Message(alerts, title, parts.stream().filter(Part::own).toList(), page, change);
  }

  /**
   * The same for somebody who subscribed.
   *
   * @param address where they change or end that
   */
  public Message changedAt(String address) {
    return new Message(alerts, title, parts, page, Optional.of(address));
  }

  /** The alert that it is about, or the first of many. */
  public Alert first() {
    return alerts.getFirst();
  }

  /** Names it among all, whoever gets it: the same causes have the same id. */
  public String id() {
    return first().id() + others();
  }

  /** How many there are beside the first, behind an id; "" for none. */
  public String others() {
    return alerts.size() == 1 ? "" : "+" + (alerts.size() - 1);
  }

  /**
   * The parts as lines that have room: our words whole, strangers' as much as there is room for
   * beside them.
   *
   * @param most UTF-16 units, after escaping
   * @param escape of one character
   */
  public String lines(int most, UnaryOperator<String> escape) {
    int left = most;
    for (Part part : parts) {
      left -= part.own() ? Fitting.all(part.text(), escape).length() + 1 : 0;
    }
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      String line =
          part.own()
              ? Fitting.all(part.text(), escape)
              : Fitting.cut(part.text(), left - 1, escape);
      left -= part.own() ? 0 : line.length() + 1;
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static String until(Alert.Kind kind) {
    return kind.opens() ? "It can be executed from " : "Until ";
  }

  static String minutes(Instant at) {
    return MINUTES.format(at);
  }

  private static String path(Alert alert) {
    return alert
        .poll()
        .map(key -> "/#/spaces/" + key.space() + "/polls/" + key.proposal())
        .orElseGet(
            () ->
                alert.dao().isEmpty()
                    ? "/#/"
                    : "/#/daos/"
                        + alert.dao()
                        + alert.proposal().map(key -> "/proposals/" + key.proposalId()).orElse(""));
  }

  private static String command(Alert alert) {
    return alert
        .proposal()
        .map(
            key ->
                "What the chain has: `./prytany verify --rpc URL --chain "
                    + key.chainId()
                    + " --governor "
                    + key.governor().hex()
                    + " --proposal "
                    + key.proposalId()
                    + "`")
        .orElse("How the server is: `./prytany status`");
  }
}
