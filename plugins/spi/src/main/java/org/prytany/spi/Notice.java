package org.prytany.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people are told: one event, or many at once. All texts are plain words, and what is a
 * stranger's in them was made harmless for chats; as data of JSON, of HTML or of a form they still
 * have to be escaped by whoever writes that.
 *
 * @param id names it among all: the same each time that it is tried with the same events, and
 *     another for the same in the server's words alone
 * @param events what it is about, at most {@link #MOST_EVENTS} of them, at least one
 * @param total how many events there are; the same as there are in the list, or more
 * @param title one line in the server's own words
 * @param lines the rest, in order
 * @param link where to read on, an address of the operator's page; empty where there is none
 */
public record Notice(
    String id,
    List<Event> events,
    int total,
    String title,
    List<Line> lines,
    Optional<String> link) {

  /** Events that one notice names. */
  public static final int MOST_EVENTS = 100;

  private static final int MOST_LINES = 100;
  private static final int LONGEST_LINE = 10_000;

  public Notice {
    Bounds.text("a notice's id", id, Bounds.LONGEST_WORDS);
    events = Bounds.list("events", Event.class, events, MOST_EVENTS);
    Bounds.text("a notice's title", title, Bounds.LONGEST_HEADLINE);
    lines = Bounds.list("lines", Line.class, lines, MOST_LINES);
    Bounds.maybe("a link", String.class, link);
    link.ifPresent(its -> Bounds.text("a link", its, Bounds.LONGEST_WORDS));
    if (events.isEmpty() || total < events.size()) {
      throw new IllegalArgumentException(
          "a notice of " + total + " events names " + events.size() + " of them");
    }
  }

  /**
   * One thing that happened.
   *
   * @param kind e.g. "needs-people" or "vote-missed": the words that an operator's settings have
   *     for them. There may be further ones
   * @param dao the DAO's id in the operator's settings; "" for the server as a whole
   * @param proposal which proposal; empty if it is about none
   * @param at when it happened
   * @param deadline until when something can be done, or from when on a payout can be executed
   */
  public record Event(
      String kind,
      String dao,
      Optional<ProposalKey> proposal,
      Instant at,
      Optional<Instant> deadline) {
    public Event {
      Bounds.text("an event's kind", kind, Bounds.LONGEST_NAME);
      Bounds.text("a DAO's id", dao, Bounds.LONGEST_NAME);
      Bounds.maybe("a proposal", ProposalKey.class, proposal);
      Bounds.present("when it happened", at);
      Bounds.maybe("a deadline", Instant.class, deadline);
    }
  }

  /**
   * A line of text.
   *
   * @param own whether all of it is in the server's own words; if not, it may quote strangers
   */
  public record Line(String text, boolean own) {
    public Line {
      Bounds.text("a line", text, LONGEST_LINE);
    }
  }
}
