package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
   * @param over those over it by their numbers
   * @param line the line that it stands in
   */
  record Said(Span span, String words, List<Integer> over, int line) {}

  /** The sentences of a heading by their numbers. */
  private record Heading(int level, List<Integer> said) {}

  private final List<Said> all = new ArrayList<>();
  private final TreeMap<Integer, Integer> at = new TreeMap<>();

  Sentences(TextLines lines) {
    List<Heading> headings = new ArrayList<>();
    List<Integer> leads = List.of();
    List<Integer> header = List.of();
    int block = -1;
    for (int line = 0; line < lines.count(); line++) {
      String words = lines.line(line);
      Matcher heading = HEADING.matcher(words);
      boolean isHeading = heading.matches();
      int level =
          isHeading && heading.group("level") != null ? heading.group("level").length() : BOLD;
      if (isHeading) {
        headings.removeIf(over -> over.level() >= level);
      }
      boolean ends = isHeading || lines.block(line) < 0 && !words.isBlank();
      leads = ends ? List.of() : leads;
      boolean begins = lines.block(line) >= 0 && lines.block(line) != block;
      header = ends || begins ? List.of() : header;
      block = words.isBlank() ? block : lines.block(line);
      List<Integer> over = new ArrayList<>(header);
      over.addAll(leads);
      headings.forEach(each -> over.addAll(each.said()));
      List<Integer> said = sentences(lines, line, words, over);
      if (isHeading) {
        headings.add(new Heading(level, said));
      } else if (LEADS.matcher(words).matches()) {
        leads = said;
      }
      header = begins && words.indexOf('|') >= 0 ? said : header;
    }
  }

  private List<Integer> sentences(TextLines lines, int line, String words, List<Integer> over) {
    int first = all.size();
    int from = 0;
    Matcher end = TextLines.SENTENCE_END.matcher(words);
    boolean further = !words.isBlank();
    while (further) {
      further = end.find();
      String said = words.substring(from, further ? end.start() : words.length());
      int start = lines.start(line) + from;
      at.put(start, all.size());
      all.add(new Said(new Span(start, start + said.length()), said, over, line));
      from = further ? end.end() : from;
    }
    return IntStream.range(first, all.size()).boxed().toList();
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

  /** What stands over one, the nearest first within headings of a level. */
  List<String> over(int said) {
    return all.get(said).over().stream().map(over -> all.get(over).words()).toList();
  }
}
