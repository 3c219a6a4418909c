package org.prytany.app.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.prytany.alerts.channel.Untrusted;

/**
 * Writes deadlines as a calendar (RFC 5545) that programs ask for again and again. Of strangers'
 * words no program makes a link.
 */
public final class CalendarFile {

  /** What calendars call the format. */
  public static final String MEDIA_TYPE = "text/calendar";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Octets of a line, without its end. */
  private static final int LONGEST = 75;

  private final StringBuilder text = new StringBuilder();

  private CalendarFile() {}

  /**
   * @param name of the DAO or space
   * @param now when it is written
   */
  public static String write(String name, List<Deadline> deadlines, Instant now) {
    CalendarFile file = new CalendarFile();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Prytany//Deadlines//EN");
    file.line("X-WR-CALNAME", escaped(Untrusted.shown(name) + ": deadlines"));
    file.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    deadlines.forEach(deadline -> file.event(deadline, now));
    file.line("END", "VCALENDAR");
    return file.text.toString();
  }

  private void event(Deadline deadline, Instant now) {
    line("BEGIN", "VEVENT");
    // It stays the same when the moment moves, so that a calendar moves the event.
    line("UID", deadline.about() + ":" + deadline.what().replace(' ', '-'));
    line("DTSTAMP", TIME.format(now));
    line("DTSTART", TIME.format(deadline.at().truncatedTo(ChronoUnit.SECONDS)));
    line("SUMMARY", escaped(deadline.what() + ": " + Untrusted.shown(deadline.headline())));
    line("URL", deadline.page());
    line("DESCRIPTION", escaped(deadline.page()));
    line("TRANSP", "TRANSPARENT");
    line("BEGIN", "VALARM");
    line("ACTION", "DISPLAY");
    line("DESCRIPTION", escaped(deadline.what()));
    line("TRIGGER;RELATED=START", "-P1D");
    line("END", "VALARM");
    line("END", "VEVENT");
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** A line that is too long goes on behind an end and a blank, and never within a character. */
  private void line(String name, String value) {
    int octets = 0;
    for (int point : (name + ":" + value).codePoints().toArray()) {
      String character = Character.toString(point);
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LONGEST) {
        text.append("\r\n ");
        octets = 1;
      }
      text.append(character);
      octets += size;
    }
    text.append("\r\n");
  }
}
