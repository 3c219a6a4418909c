package org.prytany.digest.time;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.tokensregex.CoreMapExpressionExtractor;
import edu.stanford.nlp.ling.tokensregex.Env;
import edu.stanford.nlp.ling.tokensregex.MatchedExpression;
import edu.stanford.nlp.ling.tokensregex.NodePattern;
import edu.stanford.nlp.ling.tokensregex.TokenSequencePattern;
import edu.stanford.nlp.ling.tokensregex.parser.ParseException;
import edu.stanford.nlp.ling.tokensregex.parser.TokenSequenceParseException;
import edu.stanford.nlp.process.CoreLabelTokenFactory;
import edu.stanford.nlp.process.PTBTokenizer;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.RuntimeInterruptedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.time.TimeReader;
import org.prytany.reading.time.WrittenTime;

/**
 * Reads times with a grammar of our own ({@code times.rules}), which CoreNLP's TokensRegex runs
 * over CoreNLP's tokens. No model file is needed, and the grammar is handed over as text, so that
 * no class loader is asked for it by name. The rules are read once and only looked at afterwards;
 * one grammar serves all threads.
 */
public final class TimeGrammar implements TimeReader {

  private static final String RULES = "times.rules";
  private static final String OPTIONS =
      "untokenizable=noneKeep,ptb3Escaping=false,splitHyphenated=true";

  /** Longer ones are cut at a blank: the cost of a match grows with what stands beside it. */
  private static final int MAX_PIECE = 2_000;

  /** "twenty-four-month", "15-Mar-2027", "three (3)-month": the tokenizer joins some of them. */
  private static final Pattern JOINING =
      Pattern.compile(
          "(?<=[\\p{L}\\d)])[-\\u2010\\u2011](?=\\p{L})|(?<=\\p{L})[-\\u2010\\u2011](?=\\d)");

  private static final String GLUE = "-/_$€£";
  private static final TimeGrammar SHIPPED = new TimeGrammar();

  private final CoreMapExpressionExtractor<MatchedExpression> extractor;

  private TimeGrammar() {
    Env env = TokenSequencePattern.getNewEnv();
    env.setDefaultStringPatternFlags(Pattern.CASE_INSENSITIVE);
    env.setDefaultStringMatchFlags(NodePattern.CASE_INSENSITIVE);
    TimeResults.bind(env);
    extractor = extractor(env);
  }

  public static TimeGrammar shipped() {
    return SHIPPED;
  }

  @SuppressWarnings("unchecked") // The library declares the raw type; its rules make no other.
  private static CoreMapExpressionExtractor<MatchedExpression> extractor(Env env) {
    try (InputStream rules = TimeGrammar.class.getResourceAsStream(RULES)) {
      if (rules == null) {
        throw new IllegalStateException("the plugin was built without " + RULES);
      }
      String text = new String(rules.readAllBytes(), StandardCharsets.UTF_8);
      return CoreMapExpressionExtractor.createExtractorFromString(env, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException | TokenSequenceParseException e) {
      throw new IllegalStateException(RULES + " has an error", e);
    }
  }

  /** The matcher asks each rule at each token, so it gets those alone that a rule knows. */
  @Override
  public List<Reading> read(String text) {
    List<Reading> readings = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      StillWanted.check();
      int end = Math.min(text.length(), start + MAX_PIECE);
      while (end < text.length() && end > start && !Character.isWhitespace(text.charAt(end))) {
        end--;
      }
      end = end == start ? Math.min(text.length(), start + MAX_PIECE) : end;
      readPiece(text.substring(start, end), start, readings);
      start = end;
    }
    return readings;
  }

  private void readPiece(String piece, int offset, List<Reading> readings) {
    Matcher joining = JOINING.matcher(piece);
    String words = joining.replaceAll(" ");
    List<CoreLabel> tokens =
        new PTBTokenizer<>(new StringReader(words), new CoreLabelTokenFactory(), OPTIONS)
            .tokenize();
    int from = 0;
    while (from < tokens.size()) {
      int to = from;
      boolean time = false;
      while (to < tokens.size() && TimeWords.isKnown(tokens.get(to).word())) {
        time |= TimeWords.isTime(tokens.get(to).word());
        to++;
      }
      if (time) {
        readRun(words, piece, tokens.subList(from, to), offset, readings);
      }
      from = to + 1;
    }
  }

  private void readRun(
      String words, String piece, List<CoreLabel> run, int offset, List<Reading> readings) {
    CoreMap sentence = new ArrayCoreMap();
    sentence.set(CoreAnnotations.TextAnnotation.class, words);
    sentence.set(CoreAnnotations.TokensAnnotation.class, run);
    try {
      for (MatchedExpression match : extractor.extractExpressions(sentence)) {
        int start = match.getCharOffsets().first();
        int end = match.getCharOffsets().second();
        // "…-up-to-12-months-…" is the end of a link's address, "±-3 days" no time at all.
        if (start > 0 && GLUE.indexOf(piece.charAt(start - 1)) >= 0) {
          continue;
        }
        List<WrittenTime> times = new ArrayList<>();
        if (match.getValue().get() instanceof List<?> said) {
          for (Object time : said) {
            times.add(placed((WrittenTime) time, offset + start, offset + end));
          }
        }
        readings.add(new Reading(offset + start, offset + end, times));
      }
    } catch (RuntimeInterruptedException e) {
      // The matcher takes the flag away that says that nobody waits any more.
      Thread.currentThread().interrupt();
      StillWanted.check();
    }
  }

  private static WrittenTime placed(WrittenTime time, int start, int end) {
    return switch (time) {
      case WrittenTime.Period period ->
          new WrittenTime.Period(period.count(), period.unit(), start, end);
      case WrittenTime.Day day -> new WrittenTime.Day(day.date(), start, end);
    };
  }
}
