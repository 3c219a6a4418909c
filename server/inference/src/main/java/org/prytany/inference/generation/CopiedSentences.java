package org.prytany.inference.generation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.inference.generation.Writer.Sentence;

/**
 * Takes an answer apart that nobody held to the grammar while it was written: of a model elsewhere,
 * or of somebody who answers in its stead. A sentence is taken only where it could have been
 * written here, byte by byte ({@link SentencePath}); the rest is left out with the reason.
 *
 * <p>Before that, nothing of a sentence is changed but where its citations stand: "Paid. [1]",
 * "Paid [1, 2]." and "Paid [1][2]." are read as "Paid [1] [2].", a line "[1] Paid." as "Paid [1].",
 * and numbers that bear nothing out are left out.
 */
public final class CopiedSentences {

  /** UTF-16 units of an answer that are looked at; three sentences of 30 words have a tenth. */
  public static final int LONGEST_ANSWER = 20_000;

  /** A sentence's citations, and the words before them; brackets are always a citation's. */
  private static final Pattern PIECE =
      Pattern.compile(
          "[ \\n]*+([^\\[\\]]*?)(\\.?) ?((?:\\[\\d{1,3}(?:, ?\\d{1,3})*+\\] ?)++)(\\.?)");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** A line that begins with its citation. */
  private static final Pattern NUMBERED =
      Pattern.compile("(?m)^\\[(\\d{1,3})] ([^\\[\\]\\n]*[^\\[\\]\\n.])\\.$");

  private static final Pattern LINE_BREAK = Pattern.compile(" *\\r?\\n[ \\n]*");

  private final EvidenceText evidence;
  private final int count;
  private final SentencePath.Limits limits;

  /**
   * @param evidence as the writer was given it, numbered from 1; from 1 to 60
   */
  public CopiedSentences(List<String> evidence) {
    this(evidence, SentencePath.Limits.SUMMARY);
  }

  CopiedSentences(List<String> evidence, SentencePath.Limits limits) {
    this.evidence = EvidenceText.of(evidence);
    this.count = evidence.size();
    this.limits = limits;
    // Refused here rather than at the first sentence.
    start();
  }

  /**
   * What is taken of an answer.
   *
   * @param sentences as a writer on this machine would give them; may be none
   * @param leftOut why pieces were not taken, a word each, in their order: for counting, never text
   *     of the answer
   */
  public record Taken(List<Sentence> sentences, List<Reason> leftOut) {
    /** Copies both. */
    public Taken {
      sentences = List.copyOf(sentences);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Why something of an answer was left out. */
  public enum Reason {
    /** It is longer than anything that could be taken. */
    TOO_LONG,
    /** Words without a citation. */
    NOT_CITED,
    /** A sentence that goes on after its citation. */
    GOES_ON,
    /** A word that is neither small nor copied, a torn span, or marks that no sentence has. */
    NOT_COPIED,
    /** It cites what it does not copy, or does not cite what it copies. */
    CITED_WRONGLY,
    /** There were enough before. */
    TOO_MANY
  }

  /** Any text is valid. */
  public Taken of(String answer) {
    if (answer.length() > LONGEST_ANSWER) {
      return new Taken(List.of(), List.of(Reason.TOO_LONG));
    }
    String lines = LINE_BREAK.matcher(answer.strip()).replaceAll("\n");
    String text = NUMBERED.matcher(lines).replaceAll("$2 [$1].");
    List<Sentence> sentences = new ArrayList<>();
    List<Reason> leftOut = new ArrayList<>();
    Matcher piece = PIECE.matcher(text);
    int at = 0;
    while (text.indexOf('[', at) >= 0) {
      if (!piece.region(at, text.length()).lookingAt()) {
        // A bracket that is no citation: the sentence around it is left out as a whole.
        leftOut.add(Reason.NOT_COPIED);
        at = restOfSentence(text, text.indexOf('[', at) + 1);
      } else if (!ends(piece)) {
        leftOut.add(Reason.GOES_ON);
        at = restOfSentence(text, piece.end());
      } else {
        if (sentences.size() == limits.sentences()) {
          leftOut.add(Reason.TOO_MANY);
        } else {
          taken(piece.group(1), piece.group(3), sentences, leftOut);
        }
        at = piece.end();
      }
    }
    if (!text.substring(at).isBlank()) {
      leftOut.add(Reason.NOT_CITED);
    }
    return new Taken(sentences, leftOut);
  }

  private static boolean ends(Matcher piece) {
    return !piece.group(2).isEmpty() || !piece.group(4).isEmpty();
  }

  /** Behind the next citation that ends a sentence: half a sentence is nobody's sentence. */
  private static int restOfSentence(String text, int from) {
    Matcher piece = PIECE.matcher(text);
    int at = from;
    while (text.indexOf('[', at) >= 0) {
      if (!piece.region(at, text.length()).lookingAt()) {
        at = text.indexOf('[', at) + 1;
      } else {
        at = piece.end();
        if (ends(piece)) {
          return at;
        }
      }
    }
    return text.length();
  }

  private void taken(
      String words, String citations, List<Sentence> sentences, List<Reason> leftOut) {
    Set<SentencePath> paths = after(start(), words);
    if (paths.isEmpty()) {
      leftOut.add(Reason.NOT_COPIED);
      return;
    }
    List<Integer> cited = new ArrayList<>();
    Matcher number = NUMBER.matcher(citations);
    while (number.find()) {
      Set<SentencePath> citing = after(paths, " [" + number.group() + "]");
      if (!citing.isEmpty()) {
        paths = citing;
        cited.add(Integer.parseInt(number.group()));
      }
    }
    boolean ends = after(paths, ".").stream().anyMatch(SentencePath::mayEnd);
    if (ends && !cited.isEmpty()) {
      sentences.add(new Sentence(words + ".", List.copyOf(cited)));
    } else {
      leftOut.add(Reason.CITED_WRONGLY);
    }
  }

  private Set<SentencePath> start() {
    return Set.of(SentencePath.start(evidence, count, limits));
  }

  private static Set<SentencePath> after(Set<SentencePath> paths, String text) {
    Set<SentencePath> now = paths;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      Set<SentencePath> ways = new LinkedHashSet<>();
      for (SentencePath path : now) {
        path.step((char) (each & 0xFF), ways);
      }
      now = ways;
      if (now.isEmpty()) {
        return now;
      }
    }
    return now;
  }
}
