package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Bounds;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;

/**
 * Picks two to four sentences: a learned model says how much each is like what authors say in their
 * summaries, another what readers need of it ({@link ReaderModel}), and the set is taken that is
 * worth most ({@link SetChoice}). Without a host that runs models, sentences are scored by weights
 * set by hand and taken greedily, less what they repeat (maximal marginal relevance).
 */
public final class SentenceRanker {

  /** Words that a summary has at most. */
  static final int SUMMARY_WORDS = 65;

  static final int MAX_SENTENCES = 4;
  private static final int MIN_SENTENCES = 2;

  /** Beyond the first two, a sentence this short is mostly a label without what it labels. */
  private static final int LEAST_WORDS_OF_MORE = 8;

  /** Above this many words, or sentences, only the most promising sentences are embedded. */
  private static final int LONG_TEXT_WORDS = 20_000;

  private static final int MAX_EMBEDDED = 600;
  private static final int EMBEDDED_OF_LONG_TEXT = 400;

  /** So likely a sentence has to say the ask to be given as one: of those about half do. */
  static final double LIKELY = 0.4;

  static final double LEARNED_REPETITION = 1.0;
  private static final double AUTHORS_SUMMARY = 8.0;

  private final Weights weights = Weights.CHOSEN;
  private final SentenceModel model;
  private final ReaderModel readers;

  /** Chooses with models; without a host that runs models, with weights set by hand. */
  public SentenceRanker(SentenceModel model, ReaderModel readers) {
    this.model = model;
    this.readers = readers;
  }

  /**
   * Headline and sentences.
   *
   * @param headline at most 25 words; "" for none
   * @param sentences in reading order
   * @param asks what says the ask best, the best first; empty where no model was asked
   * @param notes what was left out
   */
  public record Choice(
      String headline,
      List<TextDigest.Sentence> sentences,
      List<TextDigest.Sentence> asks,
      List<TextDigest.Note> notes) {}

  /** Chooses from the text, which {@code units} cut up, with the host's services. */
  public Choice choose(ProposalText text, List<Unit> units, DigestContext context) {
    Scored scored = score(text, units, context.embedder());
    Optional<FeatureScorer> scorer = context.scorer();
    List<Integer> picked;
    List<Integer> asks = List.of();
    if (scorer.isPresent() && !scored.candidates().isEmpty()) {
      double[] likeness = model.values(scorer.get(), scored.learned());
      double[][] needs = needs(scored, likeness, readers);
      picked = chosen(scored, likeness, needs);
      asks = asks(scored, needs);
    } else {
      picked = pick(scored, handSet(scored), weights.repetition(), weights.wordLimit());
    }
    int looked = scored.candidates().size();
    return choice(
        scored.title(),
        scored.candidates(),
        picked,
        asks,
        looked < scored.of()
            ? List.of(new TextDigest.Note.Preselected(looked, scored.of()))
            : List.of());
  }

  /**
   * The first sentences of a text whose language the features say nothing about: as many as fit.
   */
  public Choice lead(ProposalText text, List<Unit> units) {
    List<Candidate> candidates = CandidateCollector.collect(text, units);
    List<Integer> picked = lead(candidates, SUMMARY_WORDS);
    boolean few = picked.size() < MIN_SENTENCES && candidates.size() >= MIN_SENTENCES;
    return choice(
        Headline.title(text),
        candidates,
        few ? lead(candidates, CandidateCollector.MAX_WORDS) : picked,
        List.of(),
        List.of());
  }

  /** Stops at the first sentence that does not fit, once two are there. */
  private static List<Integer> lead(List<Candidate> candidates, int limit) {
    List<Integer> picked = new ArrayList<>();
    int words = 0;
    for (int i = 0; i < candidates.size() && picked.size() < MAX_SENTENCES; i++) {
      StillWanted.check();
      boolean fits = words + candidates.get(i).words() <= limit;
      if (fits) {
        picked.add(i);
        words += candidates.get(i).words();
      } else if (picked.size() >= MIN_SENTENCES) {
        break;
      }
    }
    return picked;
  }

  private static Choice choice(
      String title,
      List<Candidate> candidates,
      List<Integer> picked,
      List<Integer> asks,
      List<TextDigest.Note> notes) {
    return new Choice(
        ofLength(headline(title, candidates, picked)),
        sentences(candidates, picked),
        sentences(candidates, asks),
        notes);
  }

  private static List<TextDigest.Sentence> sentences(
      List<Candidate> candidates, List<Integer> picked) {
    List<TextDigest.Sentence> sentences = new ArrayList<>();
    for (int i : picked) {
      Candidate c = candidates.get(i);
      sentences.add(new TextDigest.Sentence(c.shown(), c.span(), c.pieces()));
    }
    return sentences;
  }

  /** The sentences that likely say the ask when they are shown alone, the best first. */
  private static List<Integer> asks(Scored scored, double[][] needs) {
    double[] best = needs[ReaderModel.Need.BEST_ASK.ordinal()];
    double[] ask = needs[ReaderModel.Need.ASK.ordinal()];
    double[] misleading = needs[ReaderModel.Need.MISLEADING.ordinal()];
    return IntStream.range(0, best.length)
        .filter(i -> scored.candidates().get(i).words() <= SUMMARY_WORDS)
        .filter(i -> ask[i] >= LIKELY && SetChoice.mayBeQuoted(scored.leanings().get(i)))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -(best[i] + ask[i] - misleading[i]))
                .thenComparing(i -> i))
        .limit(TextDigest.MOST_ASKS)
        .toList();
  }

  /** The set that readers need; where no two sentences fit, the most valuable longer ones. */
  static List<Integer> chosen(Scored scored, double[] likeness, ReaderModel readers) {
    if (scored.candidates().isEmpty()) {
      return List.of();
    }
    return chosen(scored, likeness, needs(scored, likeness, readers));
  }

  private static double[][] needs(Scored scored, double[] likeness, ReaderModel readers) {
    float[] title = scored.vectors()[scored.candidates().size()];
    return readers.needs(ReaderCues.of(scored, likeness), title);
  }

  private static List<Integer> chosen(Scored scored, double[] likeness, double[][] needs) {
    List<Integer> set = new SetChoice(scored, likeness, needs, SUMMARY_WORDS).best();
    return set.isEmpty()
        ? pick(scored, ruled(scored, likeness), LEARNED_REPETITION, SUMMARY_WORDS)
        : set;
  }

  /**
   * What stands above the model: a section that the authors call their summary, because they know
   * best.
   */
  static double[] ruled(Scored scored, double[] values) {
    double[] ruled = values.clone();
    for (int i = 0; i < ruled.length; i++) {
      double[] seen = scored.features()[i];
      ruled[i] += AUTHORS_SUMMARY * seen[seen.length - 1];
    }
    return ruled;
  }

  private double[] handSet(Scored scored) {
    double[] value = new double[scored.candidates().size()];
    for (int i = 0; i < value.length; i++) {
      value[i] = weights.value(scored.features()[i]);
    }
    return value;
  }

  /**
   * Sentences with their vectors and what is seen of them.
   *
   * @param leanings what each leans on
   * @param of how many sentences the text has; more than {@code candidates} if it is very long
   */
  record Scored(
      String title,
      List<Candidate> candidates,
      List<Leaning> leanings,
      int of,
      float[][] vectors,
      double[][] features) {

    float[][] learned() {
      return LearnedFeatures.of(title, candidates, vectors, features);
    }
  }

  static Scored score(ProposalText text, List<Unit> units, TextEmbedder embedder) {
    String title = Headline.title(text);
    List<Candidate> all = CandidateCollector.collect(text, units);
    List<Candidate> candidates = preselect(all);
    int n = candidates.size();
    List<String> texts = new ArrayList<>(n + 1);
    for (Candidate c : candidates) {
      texts.add(c.shown());
    }
    texts.add(title);
    float[][] vectors = n == 0 ? new float[1][] : embedder.embed(texts);
    double[] centroid = centroid(vectors, n);
    double[][] features = new double[n][];
    for (int i = 0; i < n; i++) {
      double toTitle = title.isEmpty() ? 0 : dot(vectors[i], vectors[n]);
      features[i] = Features.of(candidates.get(i), i, n, dot(centroid, vectors[i]), toTitle);
    }
    List<Leaning> leanings = candidates.stream().map(c -> Leaning.of(c.shown())).toList();
    return new Scored(title, candidates, leanings, all.size(), vectors, features);
  }

  /**
   * The most valuable sentences in reading order. At most {@code limit} words; where not even two
   * sentences fit into that, up to {@link CandidateCollector#MAX_WORDS}.
   */
  static List<Integer> pick(Scored scored, double[] value, double repetition, int limit) {
    List<Integer> picked = greedy(scored, value, repetition, limit);
    boolean few = picked.size() < MIN_SENTENCES && scored.candidates().size() >= MIN_SENTENCES;
    List<Integer> chosen =
        few ? greedy(scored, value, repetition, CandidateCollector.MAX_WORDS) : picked;
    return chosen.stream().sorted().toList();
  }

  private static List<Integer> greedy(Scored scored, double[] ruled, double repetition, int limit) {
    List<Candidate> candidates = scored.candidates();
    int n = candidates.size();
    int shortest = candidates.stream().mapToInt(Candidate::words).min().orElse(0);
    List<Integer> picked = new ArrayList<>();
    double[] repeated = new double[n];
    boolean[] out = new boolean[n];
    boolean[] leans = new boolean[n];
    double[] value = new double[n];
    for (int i = 0; i < n; i++) {
      leans[i] = scored.leanings().get(i) != Leaning.NONE;
    }
    int words = 0;
    while (picked.size() < MAX_SENTENCES) {
      // The first sentence leaves room for a second one.
      int room = limit - words - (picked.isEmpty() && n > 1 ? shortest : 0);
      int best = -1;
      for (int i = 0; i < n; i++) {
        value[i] = ruled[i] - repetition * repeated[i];
        boolean may = !leans[i] || picked.size() < MIN_SENTENCES;
        if (!out[i] && may && fits(candidates.get(i), room, picked.size())) {
          best = best < 0 || better(i, best, leans, value) ? i : best;
        }
      }
      if (best < 0) {
        break;
      }
      picked.add(best);
      out[best] = true;
      words += candidates.get(best).words();
      for (int i = 0; i < n; i++) {
        double near = dot(scored.vectors()[i], scored.vectors()[best]);
        repeated[i] = Math.max(repeated[i], near);
        out[i] |= candidates.get(i).shown().equals(candidates.get(best).shown());
      }
    }
    return picked;
  }

  /** What stands alone goes before what leans on the text. */
  private static boolean better(int one, int other, boolean[] leans, double[] value) {
    return leans[one] == leans[other] ? value[one] > value[other] : leans[other];
  }

  private static boolean fits(Candidate c, int room, int count) {
    return c.words() <= room && (count < MIN_SENTENCES || c.words() >= LEAST_WORDS_OF_MORE);
  }

  /** A word can be as long as its author likes, and no page has room for that. */
  private static String ofLength(String headline) {
    return headline.length() <= Bounds.LONGEST_HEADLINE ? headline : "";
  }

  private static String headline(String title, List<Candidate> candidates, List<Integer> picked) {
    if (!title.isEmpty()) {
      return title;
    }
    for (int i : picked) {
      if (candidates.get(i).words() <= Headline.MAX_WORDS) {
        return candidates.get(i).shown();
      }
    }
    for (Candidate c : candidates) {
      if (c.words() <= Headline.MAX_WORDS) {
        return c.shown();
      }
    }
    return "";
  }

  /** Of a very long text, the beginnings of its sections and what names its purpose. */
  private static List<Candidate> preselect(List<Candidate> all) {
    int words = 0;
    for (Candidate c : all) {
      words += c.words();
    }
    if (all.size() <= MAX_EMBEDDED && words <= LONG_TEXT_WORDS) {
      return all;
    }
    double[] value = new double[all.size()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      value[i] = Weights.CHOSEN.value(Features.of(all.get(i), i, all.size(), 0, 0));
      order.add(i);
    }
    order.sort(Comparator.<Integer>comparingDouble(i -> -value[i]).thenComparing(i -> i));
    return order.stream().limit(EMBEDDED_OF_LONG_TEXT).sorted().map(all::get).toList();
  }

  private static double[] centroid(float[][] vectors, int n) {
    double[] sum = new double[n == 0 ? 0 : vectors[0].length];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += vectors[i][d];
      }
    }
    double norm = 0;
    for (double v : sum) {
      norm += v * v;
    }
    norm = Math.sqrt(norm);
    for (int d = 0; d < sum.length; d++) {
      sum[d] = norm == 0 ? 0 : sum[d] / norm;
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

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
