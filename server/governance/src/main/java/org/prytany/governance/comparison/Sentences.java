package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Span;

/** The sentences of a text, in its order, and what stands over each: headings, leads, a header. */
final class Sentences {

  private static final Pattern HEADING = Cues.pattern(Sentences.class, "heading");
  private static final Pattern LEADS = Cues.pattern(Sentences.class, "leads");

  /** Deeper than the levels that Markdown has: a line in bold letters. */
  private static final int BOLD = 7;

  /**
   * @param over the nearest line over it
   * @param line the line that it stands in
   */
  record Said(Span span, String words, Optional<Over> over, int line) {}

  /** The sentences of a heading, a lead or a header, from one to before another; and its own. */
  record Over(int level, int from, int to, Optional<Over> up) {}

  private final List<Said> all = new ArrayList<>();
  private final TreeMap<Integer, Integer> at = new TreeMap<>();
  private final Map<Pattern, Map<Integer, Boolean>> known = new HashMap<>();

  Sentences(TextLines lines) {
    Optional<Over> heading = Optional.empty();
    Optional<Over> lead = Optional.empty();
    Optional<Over> header = Optional.empty();
    int block = -1;
    for (int line = 0; line < lines.count(); line++) {
      String words = lines.line(line);
      Matcher head = HEADING.matcher(words);
      boolean isHeading = head.matches();
      int level = isHeading && head.group("level") != null ? head.group("level").length() : BOLD;
      while (isHeading && heading.filter(over -> over.level() >= level).isPresent()) {
        heading = heading.flatMap(Over::up);
      }
      boolean ends = isHeading || lines.block(line) < 0 && !words.isBlank();
      lead = ends ? Optional.empty() : lead;
      boolean begins = lines.block(line) >= 0 && lines.block(line) != block;
      header = ends || begins ? Optional.empty() : header;
      block = words.isBlank() ? block : lines.block(line);
      Optional<Over> up = lead.isPresent() ? lead : heading;
      int first = all.size();
      add(lines.start(line), line, words, header.isPresent() ? header : up);
      if (isHeading) {
        heading = Optional.of(new Over(level, first, all.size(), heading));
      } else if (LEADS.matcher(words).matches() && header.isEmpty()) {
        lead = Optional.of(new Over(BOLD, first, all.size(), heading));
      }
      if (begins && words.indexOf('|') >= 0) {
        header = Optional.of(new Over(BOLD, first, all.size(), up));
      }
    }
  }

  private void add(int place, int line, String words, Optional<Over> over) {
    int from = 0;
    Matcher end = TextLines.SENTENCE_END.matcher(words);
    boolean further = !words.isBlank();
    while (further) {
      further = end.find();
      String said = words.substring(from, further ? end.start() : words.length());
      int start = place + from;
      at.put(start, all.size());
      all.add(new Said(new Span(start, start + said.length()), said, over, line));
      from = further ? end.end() : from;
    }
  }

  List<Said> all() {
    return all;
  }

  int count() {
    return all.size();
  }

  Said get(int said) {
    return all.get(said);
  }

  /** The number of the sentence in which an offset is. */
  Optional<Integer> at(int offset) {
    return Optional.ofNullable(at.floorEntry(offset)).map(entry -> entry.getValue());
  }

  /** Whether a pattern is found over a sentence; every line is looked at once for all below it. */
  boolean isOver(int said, Pattern pattern) {
    return isIn(all.get(said).over(), pattern);
  }

  private boolean isIn(Optional<Over> over, Pattern pattern) {
    if (over.isEmpty()) {
      return false;
    }
    Over line = over.get();
    Map<Integer, Boolean> its = known.computeIfAbsent(pattern, p -> new HashMap<>());
    if (!its.containsKey(line.from())) {
      boolean here =
          all.subList(line.from(), line.to()).stream()
              .anyMatch(said -> pattern.matcher(said.words()).find());
      its.put(line.from(), here || isIn(line.up(), pattern));
    }
    return its.getOrDefault(line.from(), false);
  }
}
