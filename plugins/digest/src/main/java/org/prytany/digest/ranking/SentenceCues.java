package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.StillWanted;

/**
 * What else is seen of a sentence: the role of its section, where it stands in section, block and
 * list, what stands around it, the words it has, and what it shares with title and text. Numbers of
 * about one; the words are data ({@code cues.rules}).
 */
final class SentenceCues {

  private static final List<String> SECTIONS =
      List.copyOf(Cues.words(SentenceCues.class, "sections"));
  private static final List<Pattern> ROLES =
      SECTIONS.stream().map(name -> Cues.pattern(SentenceCues.class, "section-" + name)).toList();
  private static final List<String> SAID = List.copyOf(Cues.words(SentenceCues.class, "said"));
  private static final List<Pattern> WORDS =
      SAID.stream().map(name -> Cues.pattern(SentenceCues.class, "said-" + name)).toList();

  /** Numbers beside those of section roles and words. */
  private static final int OTHERS = 6 + 24 + 11 + 2;

  /** How many numbers {@link #of} gives of a sentence. */
  static final int COUNT = SECTIONS.size() + SAID.size() + OTHERS;

  private static final int STEM = 5;
  private static final double SAME_AS_TITLE = 0.6;
  private static final int SHORT = 8;
  private static final int LONG = 40;
  private static final int FIRST = 10;
  private static final Pattern INNER_END = Pattern.compile("[.!?]\\s+[A-Z]");

  private final List<Candidate> candidates;
  private final Set<String> title;
  private final List<List<String>> content = new ArrayList<>();
  private final Map<String, Integer> times = new HashMap<>();
  private final Map<String, Integer> sentences = new HashMap<>();
  private final Map<Integer, Long> inBlock;
  private final Map<Integer, Long> inSection;
  private final int sections;

  private SentenceCues(String title, List<Candidate> candidates) {
    this.candidates = candidates;
    this.title = new TreeSet<>(stems(title));
    for (Candidate candidate : candidates) {
      StillWanted.check();
      List<String> stems = stems(candidate.shown());
      content.add(stems);
      stems.forEach(stem -> times.merge(stem, 1, Integer::sum));
      new HashSet<>(stems).forEach(stem -> sentences.merge(stem, 1, Integer::sum));
    }
    this.inBlock =
        candidates.stream()
            .collect(Collectors.groupingBy(Candidate::blockIndex, Collectors.counting()));
    this.inSection =
        candidates.stream()
            .collect(Collectors.groupingBy(Candidate::sectionIndex, Collectors.counting()));
    this.sections =
        Math.max(1, candidates.stream().mapToInt(Candidate::sectionIndex).max().orElse(1));
  }

  /**
   * {@link #COUNT} numbers of each sentence.
   *
   * @param standing how many sentences stand before each by their likeness to authors' summaries
   */
  static double[][] of(SentenceRanker.Scored scored, int[] standing) {
    SentenceCues cues = new SentenceCues(scored.title(), scored.candidates());
    Set<String> seen = new HashSet<>();
    double[][] rows = new double[cues.candidates.size()][];
    for (int i = 0; i < rows.length; i++) {
      StillWanted.check();
      Row row = new Row();
      cues.section(row, i);
      cues.place(row, i);
      cues.words(row, i, seen);
      row.add(standing[i] == 0);
      row.add(Math.min(standing[i], FIRST) / (double) FIRST);
      rows[i] = row.values();
    }
    return rows;
  }

  /** Numbers in their order. */
  private static final class Row {
    private final double[] values = new double[COUNT];
    private int count;

    void add(double value) {
      values[count++] = value;
    }

    void add(boolean is) {
      add(is ? 1 : 0);
    }

    double[] values() {
      if (count != COUNT) {
        throw new IllegalStateException("a sentence has " + count + " cues and not " + COUNT);
      }
      return values;
    }
  }

  private void section(Row row, int i) {
    Candidate c = candidates.get(i);
    String heading = c.section();
    boolean known = false;
    for (Pattern role : ROLES) {
      boolean is = role.matcher(heading).find();
      row.add(is);
      known |= is;
    }
    Set<String> words = new HashSet<>(stems(heading));
    Set<String> either = new HashSet<>(title);
    either.addAll(words);
    row.add(heading.isEmpty());
    row.add(!heading.isEmpty() && !known);
    row.add(!words.isEmpty() && !title.isEmpty() && shared(words) >= SAME_AS_TITLE * either.size());
    row.add((double) c.sectionIndex() / sections);
    row.add(c.sectionIndex() <= 1);
    row.add(upTo(10, inSection.getOrDefault(c.sectionIndex(), 1L)));
  }

  private void place(Row row, int i) {
    Candidate c = candidates.get(i);
    Near near = c.near();
    int n = candidates.size();
    long together = inBlock.getOrDefault(c.blockIndex(), 1L);
    boolean item = c.block().kind() == Block.Kind.LIST_ITEM;
    row.add(upTo(8, c.inSection()));
    row.add(c.inSection() == 0);
    row.add(upTo(5, c.inBlock()));
    row.add(upTo(8, together));
    row.add(i + 1 == n || candidates.get(i + 1).blockIndex() != c.blockIndex());
    row.add(item);
    row.add(upTo(12, near.listed()));
    row.add(item ? c.block().level() : 0);
    row.add(item && together == 1);
    row.add(c.block().quoted());
    row.add((double) i / n);
    row.add(upTo(80, n));
    row.add(Math.log1p(i));
    row.add(c.words() / (double) LONG);
    row.add(c.words() < SHORT);
    row.add(c.words() > LONG);
    row.add(near.announced());
    row.add(near.underHeading());
    row.add(near.behindData());
    row.add(near.beforeData());
    row.add(near.beforeList());
    row.add(near.referredTo());
    row.add(near.behindAsk());
    row.add(upTo(3, near.lines()));
  }

  private void words(Row row, int i, Set<String> seen) {
    String text = candidates.get(i).shown();
    WORDS.forEach(said -> row.add(said.matcher(text).find()));
    List<String> stems = content.get(i);
    Set<String> own = new HashSet<>(stems);
    double rare = 0;
    double allRare = 0;
    for (String stem : title) {
      double weight = 1.0 / sentences.getOrDefault(stem, 1);
      allRare += weight;
      rare += own.contains(stem) ? weight : 0;
    }
    row.add(shared(own) / (double) Math.max(1, title.size()));
    row.add(shared(own) / (double) Math.max(1, own.size()));
    row.add(allRare == 0 ? 0 : rare / allRare);
    List<String> numbers = title.stream().filter(SentenceCues::number).toList();
    row.add(numbers.stream().filter(own::contains).count() / (double) Math.max(1, numbers.size()));
    row.add(mean(stems, times) / Math.sqrt(candidates.size()));
    row.add(mean(own, sentences) / candidates.size());
    row.add(
        own.stream().filter(stem -> !seen.contains(stem)).count()
            / (double) Math.max(1, own.size()));
    seen.addAll(own);
    row.add(upTo(6, Wording.tokens(text).stream().filter(SentenceCues::number).count()));
    String[] written = text.split("\\s+", -1);
    row.add(
        Arrays.stream(written)
                .skip(1)
                .filter(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)))
                .count()
            / (double) written.length);
    row.add(upTo(5, text.chars().filter(ch -> ch == ',').count()));
    row.add(INNER_END.matcher(text).results().count());
  }

  private long shared(Set<String> words) {
    return title.stream().filter(words::contains).count();
  }

  private static double mean(Iterable<String> stems, Map<String, Integer> counted) {
    double sum = 0;
    int count = 0;
    for (String stem : stems) {
      sum += counted.getOrDefault(stem, 0);
      count++;
    }
    return sum / Math.max(1, count);
  }

  private static double upTo(int most, long count) {
    return Math.min(most, count) / (double) most;
  }

  private static boolean number(String token) {
    return Character.isDigit(token.charAt(0));
  }

  /** Words that carry meaning, by their first letters: "fund" and "funding" share them. */
  private static List<String> stems(String text) {
    return Wording.content(Wording.tokens(text)).stream()
        .map(word -> number(word) || word.length() <= STEM ? word : word.substring(0, STEM))
        .toList();
  }
}
