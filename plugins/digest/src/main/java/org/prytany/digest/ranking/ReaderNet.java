package org.prytany.digest.ranking;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.prytany.reading.markdown.StillWanted;

/**
 * A small network that reads all sentences of a text at once and says of each what readers need of
 * it: what is seen of the sentence and what it has in common with the title, then what the other
 * sentences say (one layer of attention), then a log of odds for each need.
 */
final class ReaderNet {

  private static final int VECTOR = 384;
  private static final int HIDDEN = 64;
  private static final int OF_VECTOR = 48;
  private static final int OF_TITLE = 24;
  private static final int HEADS = 4;
  private static final int BETWEEN = 128;
  private static final int NEEDS = ReaderModel.Need.values().length;

  /** Cues are brought to one scale and cut here, vectors are made as large. */
  private static final float MOST = 4;

  private static final float VECTOR_SCALE = 8;
  private static final double LEAST_SPREAD = 1e-5;

  private static final int CUES = ReaderCues.COUNT;

  /** How many numbers a net has. */
  static final int NUMBERS =
      2 * CUES
          + size(CUES, HIDDEN)
          + size(VECTOR, OF_VECTOR)
          + 2 * size(VECTOR, OF_TITLE)
          + size(HIDDEN + OF_VECTOR + OF_TITLE, HIDDEN)
          + 4 * HIDDEN
          + size(HIDDEN, 3 * HIDDEN)
          + size(HIDDEN, HIDDEN)
          + size(HIDDEN, BETWEEN)
          + size(BETWEEN, HIDDEN)
          + size(2 * HIDDEN, HIDDEN)
          + size(HIDDEN, NEEDS)
          + size(CUES, NEEDS);

  private final float[] mean = new float[CUES];
  private final float[] scale = new float[CUES];
  private final Layer cues;
  private final Layer vector;
  private final Layer ofSentence;
  private final Layer ofTitle;
  private final Layer input;
  private final float[] firstGain = new float[HIDDEN];
  private final float[] firstShift = new float[HIDDEN];
  private final Layer asking;
  private final Layer attended;
  private final float[] secondGain = new float[HIDDEN];
  private final float[] secondShift = new float[HIDDEN];
  private final Layer wide;
  private final Layer narrow;
  private final Layer both;
  private final Layer needs;
  private final Layer direct;

  /** Reads {@link #NUMBERS} numbers. */
  ReaderNet(FloatBuffer from) {
    from.get(mean).get(scale);
    cues = new Layer(from, CUES, HIDDEN);
    vector = new Layer(from, VECTOR, OF_VECTOR);
    ofSentence = new Layer(from, VECTOR, OF_TITLE);
    ofTitle = new Layer(from, VECTOR, OF_TITLE);
    input = new Layer(from, HIDDEN + OF_VECTOR + OF_TITLE, HIDDEN);
    from.get(firstGain).get(firstShift);
    asking = new Layer(from, HIDDEN, 3 * HIDDEN);
    attended = new Layer(from, HIDDEN, HIDDEN);
    from.get(secondGain).get(secondShift);
    wide = new Layer(from, HIDDEN, BETWEEN);
    narrow = new Layer(from, BETWEEN, HIDDEN);
    both = new Layer(from, 2 * HIDDEN, HIDDEN);
    needs = new Layer(from, HIDDEN, NEEDS);
    direct = new Layer(from, CUES, NEEDS);
  }

  private static int size(int in, int out) {
    return in * out + out;
  }

  /**
   * The log of odds of each need, in their order, for each sentence.
   *
   * @param rows {@link ReaderCues} of all sentences
   * @param title the title's vector
   * @throws IllegalArgumentException if vectors have another length, as with another embedding
   *     model
   */
  float[][] of(double[][] rows, float[] title) {
    if (title.length != VECTOR || rows[0].length != CUES + VECTOR) {
      throw new IllegalArgumentException(
          "the model reads " + VECTOR + " numbers of a sentence, and a vector has " + title.length);
    }
    int n = rows.length;
    float[] titled = ofTitle.of(larger(title));
    float[][] scaled = new float[n][];
    float[][] seen = new float[n][];
    for (int i = 0; i < n; i++) {
      StillWanted.check();
      scaled[i] = scaled(rows[i]);
      float[] vector = new float[VECTOR];
      for (int d = 0; d < VECTOR; d++) {
        vector[d] = (float) rows[i][CUES + d];
      }
      seen[i] = seen(scaled[i], larger(vector), titled);
    }
    float[][] read = read(seen);
    float[][] odds = new float[n][];
    for (int i = 0; i < n; i++) {
      odds[i] = needs.of(both.positive(joined(seen[i], read[i])));
      add(odds[i], direct.of(scaled[i]));
    }
    return odds;
  }

  private float[] scaled(double[] row) {
    float[] scaled = new float[CUES];
    for (int i = 0; i < CUES; i++) {
      float value = ((float) row[i] - mean[i]) * scale[i];
      scaled[i] = Math.max(-MOST, Math.min(MOST, value));
    }
    return scaled;
  }

  private float[] seen(float[] scaled, float[] sentence, float[] titled) {
    float[] common = ofSentence.of(sentence);
    for (int d = 0; d < OF_TITLE; d++) {
      common[d] *= titled[d];
    }
    return input.positive(joined(joined(cues.positive(scaled), vector.positive(sentence)), common));
  }

  /** Each sentence with what the others say. */
  private float[][] read(float[][] seen) {
    int n = seen.length;
    float[][] asked = new float[n][];
    for (int i = 0; i < n; i++) {
      asked[i] = asking.of(even(seen[i], firstGain, firstShift));
    }
    float[][] read = new float[n][];
    for (int i = 0; i < n; i++) {
      StillWanted.check();
      float[] all = attended.of(attention(asked, i));
      add(all, seen[i]);
      float[] more = narrow.of(wide.positive(even(all, secondGain, secondShift)));
      add(more, all);
      read[i] = more;
    }
    return read;
  }

  /** What a sentence takes from all: in each head the mean of their values, by likeness. */
  private static float[] attention(float[][] asked, int at) {
    int size = HIDDEN / HEADS;
    float[] taken = new float[HIDDEN];
    double[] like = new double[asked.length];
    for (int head = 0; head < HEADS; head++) {
      int from = head * size;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < like.length; i++) {
        double sum = 0;
        for (int d = from; d < from + size; d++) {
          sum += asked[at][d] * asked[i][HIDDEN + d];
        }
        like[i] = sum / Math.sqrt(size);
        most = Math.max(most, like[i]);
      }
      double all = 0;
      for (int i = 0; i < like.length; i++) {
        like[i] = StrictMath.exp(like[i] - most);
        all += like[i];
      }
      for (int i = 0; i < like.length; i++) {
        float share = (float) (like[i] / all);
        for (int d = from; d < from + size; d++) {
          taken[d] += share * asked[i][2 * HIDDEN + d];
        }
      }
    }
    return taken;
  }

  /** A row brought to mean 0 and spread 1, then to what was learnt. */
  private static float[] even(float[] row, float[] gain, float[] shift) {
    double mean = 0;
    double spread = 0;
    for (float value : row) {
      mean += value / (double) row.length;
    }
    for (float value : row) {
      spread += (value - mean) * (value - mean) / row.length;
    }
    double by = 1 / Math.sqrt(spread + LEAST_SPREAD);
    float[] even = new float[row.length];
    for (int d = 0; d < row.length; d++) {
      even[d] = (float) ((row[d] - mean) * by) * gain[d] + shift[d];
    }
    return even;
  }

  private static float[] larger(float[] vector) {
    float[] larger = new float[vector.length];
    for (int d = 0; d < vector.length; d++) {
      larger[d] = vector[d] * VECTOR_SCALE;
    }
    return larger;
  }

  private static float[] joined(float[] one, float[] other) {
    float[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private static void add(float[] to, float[] more) {
    for (int d = 0; d < to.length; d++) {
      to[d] += more[d];
    }
  }
}
