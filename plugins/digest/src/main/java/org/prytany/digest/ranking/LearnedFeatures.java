package org.prytany.digest.ranking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.reading.markdown.Block;

/**
 * What the learned model sees of each sentence: the hand-set features, where it stands, how near it
 * is to other parts of the text, and which words it has in common with them.
 */
final class LearnedFeatures {

  private static final List<String> ADDED =
      List.of(
          "budgetSection",
          "noSection",
          "words",
          "logWords",
          "index",
          "blockIndex",
          "inBlock",
          "blockSize",
          "sectionIndex",
          "sections",
          "sectionSize",
          "placeInSection",
          "listDepth",
          "toOwnSection",
          "toPrevious",
          "toNext",
          "toAll",
          "toNearestFive",
          "toNearest",
          "toFirst",
          "centroidRank",
          "titleRank",
          "sectionToTitle",
          "sectionToCentroid",
          "titleCovered",
          "inTitle",
          "wordMass",
          "meanWordMass",
          "meanLogSpread",
          "functionWords",
          "widestSpread",
          "unique",
          "inOpening",
          "capitalised",
          "acronyms",
          "digitShare",
          "numbers",
          "address",
          "date",
          "parentheses",
          "commas",
          "quotation",
          "modal",
          "past",
          "firstPerson",
          "stopped",
          "wordLength",
          "startsUpper",
          "sentences",
          "textWords",
          "meanWords",
          "titleWords",
          "meanToCentroid",
          "bestToTitle",
          "coherence");

  /** The model's inputs in order; written into the model, and compared when it is opened. */
  static final List<String> NAMES =
      Stream.concat(
              Features.NAMES.stream().filter(name -> !name.equals("authorsSummary")),
              ADDED.stream())
          .toList();

  private static final Pattern CAPITALISED = Pattern.compile("\\b[A-Z][A-Za-z]+\\b");
  private static final Pattern ACRONYM = Pattern.compile("\\b[A-Z]{2,6}\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");
  private static final Pattern DATE =
      Pattern.compile(
          "\\b(?:January|February|March|April|May|June|July|August|September|October|November"
              + "|December|20[12]\\d|Q[1-4])\\b");
  private static final Pattern MODAL =
      Pattern.compile("\\b(?:will|would|shall|should|must|may|can)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern PAST =
      Pattern.compile("\\b(?:was|were|had|has been|have been)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern FIRST_PERSON =
      Pattern.compile("\\b(?:we|our|us|i|my)\\b", Pattern.CASE_INSENSITIVE);
  private static final List<String> BUDGET =
      List.of("budget", "cost", "fund", "payment", "financ", "compensation");
  private static final int NEAREST = 5;
  private static final int OPENING = 3;

  private final List<Candidate> candidates;
  private final float[][] vectors;
  private final double[][] seen;
  private final int n;
  private final Set<String> titleWords;
  private final List<List<String>> tokens;
  private final Map<String, Integer> spread = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> opening = new HashSet<>();
  private final Map<Integer, Section> sections = new LinkedHashMap<>();
  private final Map<Integer, Integer> blockSizes = new HashMap<>();
  private int contentWords;
  private double textWords;

  /** A section's sentences together. */
  private static final class Section {
    final int index;
    final double[] sum;
    int size;

    Section(int index, int width) {
      this.index = index;
      this.sum = new double[width];
    }
  }

  private LearnedFeatures(
      String title, List<Candidate> candidates, float[][] vectors, double[][] seen) {
    this.candidates = candidates;
    this.vectors = vectors;
    this.seen = seen;
    this.n = candidates.size();
    this.titleWords = new TreeSet<>(Wording.content(Wording.tokens(title)));
    this.tokens = candidates.stream().map(c -> Wording.tokens(c.shown())).toList();
    for (int i = 0; i < n; i++) {
      count(i);
    }
  }

  /**
   * The features of all sentences of a text.
   *
   * @param vectors one per sentence and, last, the title's
   * @param seen the hand-set features per sentence
   */
  static float[][] of(
      String title, List<Candidate> candidates, float[][] vectors, double[][] seen) {
    return new LearnedFeatures(title, candidates, vectors, seen).rows();
  }

  private void count(int i) {
    Candidate c = candidates.get(i);
    List<String> content = Wording.content(tokens.get(i));
    for (String word : content) {
      counts.merge(word, 1, Integer::sum);
    }
    for (String word : new HashSet<>(content)) {
      spread.merge(word, 1, Integer::sum);
    }
    if (i < OPENING) {
      opening.addAll(content);
    }
    contentWords += content.size();
    textWords += c.words();
    blockSizes.merge(c.blockIndex(), 1, Integer::sum);
    Section section =
        sections.computeIfAbsent(
            c.sectionIndex(), ignored -> new Section(sections.size(), vectors[i].length));
    section.size++;
    for (int d = 0; d < section.sum.length; d++) {
      section.sum[d] += vectors[i][d];
    }
  }

  private float[][] rows() {
    double[] middle = new double[n == 0 ? 0 : vectors[0].length];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < middle.length; d++) {
        middle[d] += vectors[i][d];
      }
    }
    double coherence = length(middle) / Math.max(1, n);
    unit(middle);
    sections.values().forEach(section -> unit(section.sum));
    double meanToCentroid = 0;
    double bestToTitle = 0;
    for (double[] row : seen) {
      meanToCentroid += row[0] / n;
      bestToTitle = Math.max(bestToTitle, row[1]);
    }
    double[] centroidRank = ranks(0);
    double[] titleRank = ranks(1);
    float[][] rows = new float[n][];
    for (int i = 0; i < n; i++) {
      Row row = new Row(NAMES.size());
      for (int f = 0; f < Features.NAMES.size() - 1; f++) {
        row.add(seen[i][f]);
      }
      place(i, row);
      nearness(i, middle, centroidRank[i], titleRank[i], row);
      words(i, row);
      form(candidates.get(i).shown(), candidates.get(i).words(), row);
      row.add(n);
      row.add(textWords);
      row.add(textWords / n);
      row.add(titleWords.size());
      row.add(meanToCentroid);
      row.add(bestToTitle);
      row.add(coherence);
      rows[i] = row.values;
    }
    return rows;
  }

  private void place(int i, Row row) {
    Candidate c = candidates.get(i);
    Section section = section(i);
    row.add(BUDGET.stream().anyMatch(c.section()::contains));
    row.add(c.section().isEmpty());
    row.add(c.words());
    row.add(Math.log1p(c.words()));
    row.add(i);
    row.add(c.blockIndex());
    row.add(c.inBlock());
    row.add(blockSizes.getOrDefault(c.blockIndex(), 0));
    row.add(section.index);
    row.add(sections.size());
    row.add(section.size);
    row.add((double) c.inSection() / section.size);
    row.add(c.block().kind() == Block.Kind.LIST_ITEM ? c.block().level() : 0);
  }

  private void nearness(int i, double[] middle, double centroidRank, double titleRank, Row row) {
    double all = 0;
    double[] nearest = new double[NEAREST];
    for (int j = 0; j < n; j++) {
      double near = dot(vectors[i], vectors[j]);
      all += near;
      if (j != i) {
        insert(nearest, near);
      }
    }
    double five = 0;
    for (double near : nearest) {
      five += near / NEAREST;
    }
    Section section = section(i);
    row.add(dot(section.sum, vectors[i]));
    row.add(i > 0 ? dot(vectors[i], vectors[i - 1]) : 0);
    row.add(i + 1 < n ? dot(vectors[i], vectors[i + 1]) : 0);
    row.add(all / n);
    row.add(five);
    row.add(nearest[0]);
    row.add(dot(vectors[i], vectors[0]));
    row.add(centroidRank);
    row.add(titleRank);
    row.add(dot(section.sum, vectors[n]));
    double toMiddle = 0;
    for (int d = 0; d < middle.length; d++) {
      toMiddle += section.sum[d] * middle[d];
    }
    row.add(toMiddle);
  }

  private void words(int i, Row row) {
    List<String> content = Wording.content(tokens.get(i));
    Set<String> distinct = new LinkedHashSet<>(content);
    double mass = 0;
    double logSpread = 0;
    int widest = 0;
    int unique = 0;
    int shared = 0;
    int inOpening = 0;
    for (String word : distinct) {
      int wide = spread.getOrDefault(word, 0);
      mass += (double) counts.getOrDefault(word, 0) / contentWords;
      logSpread += Math.log1p(wide);
      widest = Math.max(widest, wide);
      unique += wide == 1 ? 1 : 0;
      shared += titleWords.contains(word) ? 1 : 0;
      inOpening += opening.contains(word) ? 1 : 0;
    }
    double size = Math.max(1, distinct.size());
    row.add(shared / Math.max(1.0, titleWords.size()));
    row.add(shared / size);
    row.add(mass);
    row.add(mass / size);
    row.add(logSpread / size);
    row.add(1 - content.size() / Math.max(1.0, tokens.get(i).size()));
    row.add((double) widest / n);
    row.add(unique / size);
    row.add(inOpening / size);
  }

  private static void form(String text, int words, Row row) {
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    row.add((double) count(CAPITALISED, text) / Math.max(1, words));
    row.add(count(ACRONYM, text));
    row.add((double) digits / Math.max(1, text.length()));
    row.add(count(NUMBER, text));
    row.add(text.contains("0x"));
    row.add(DATE.matcher(text).find());
    row.add(text.chars().filter(c -> c == '(').count());
    row.add(text.chars().filter(c -> c == ',').count());
    row.add(text.contains("\"") || text.contains("\u201c"));
    row.add(MODAL.matcher(text).find());
    row.add(PAST.matcher(text).find());
    row.add(FIRST_PERSON.matcher(text).find());
    row.add(last == '.' || last == '!' || last == '?');
    row.add((double) text.length() / Math.max(1, words));
    row.add(!text.isEmpty() && Character.isUpperCase(text.charAt(0)));
  }

  private Section section(int i) {
    Section section = sections.get(candidates.get(i).sectionIndex());
    if (section == null) {
      throw new IllegalStateException("every sentence was counted into its section");
    }
    return section;
  }

  /** Place of each sentence, from 0 for the best to 1, by one of the hand-set features. */
  private double[] ranks(int feature) {
    double[] ranks = new double[n];
    List<Integer> order =
        Stream.iterate(0, i -> i + 1)
            .limit(n)
            .sorted((a, b) -> Double.compare(seen[b][feature], seen[a][feature]))
            .toList();
    for (int r = 0; r < n; r++) {
      ranks[order.get(r)] = (double) r / Math.max(1, n - 1);
    }
    return ranks;
  }

  private static void insert(double[] best, double value) {
    double carried = value;
    for (int k = 0; k < best.length; k++) {
      if (carried > best[k]) {
        double next = best[k];
        best[k] = carried;
        carried = next;
      }
    }
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private static double length(double[] v) {
    double square = 0;
    for (double x : v) {
      square += x * x;
    }
    return Math.sqrt(square);
  }

  private static void unit(double[] v) {
    double length = length(v);
    for (int d = 0; d < v.length; d++) {
      v[d] = length == 0 ? 0 : v[d] / length;
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A row that is filled from left to right. */
  private static final class Row {
    final float[] values;
    private int at;

    Row(int width) {
      values = new float[width];
    }

    void add(double value) {
      values[at++] = (float) value;
    }

    void add(boolean value) {
      add(value ? 1.0 : 0.0);
    }
  }
}
