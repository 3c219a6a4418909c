package org.prytany.digest.ranking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.StillWanted;
import org.prytany.reading.modality.Leaning;

/** What tells that a sentence says the ask, or the reason for it, as numbers of about one. */
final class ReaderCues {

  static final List<String> NAMES =
      List.of(
          "one",
          "model",
          "title",
          "centroid",
          "titleCovered",
          "inTitle",
          "lead",
          "rank",
          "sectionStart",
          "blockStart",
          "item",
          "short",
          "long",
          "asks",
          "proposalDoes",
          "imperative",
          "willBe",
          "fromTo",
          "amount",
          "number",
          "technical",
          "because",
          "problem",
          "benefit",
          "past",
          "askSection",
          "reasonSection",
          "closingSection",
          "leaning");

  /** How many numbers stand before a sentence's vector. */
  static final int COUNT = NAMES.size() + Leaning.values().length + 4 + SentenceCues.COUNT;

  private static final int OWN = COUNT - SentenceCues.COUNT;

  private static final int FIRST = 10;

  private static final Pattern ASKS =
      pattern(
          "\\b(?:we|i|community|team|guild|group|dao|aci|labs|foundation|council|unit) (?:\\w+ )?(?:propos(?:es?|ing)"
              + "|request(?:s|ing)?|recommend(?:s|ing)?|ask(?:s|ing)?|seeks?|suggest(?:s|ing)?)\\b"
              + "|\\b(?:is|are) (?:proposed|requested|recommended|suggested|being requested)\\b|\\brequesting\\b|\\bproposing\\b");
  private static final Pattern PROPOSAL_DOES =
      pattern(
          "\\b(?:this|the|our) (?:\\w+ )?(?:proposal|[a-z]{0,4}ips?(?:-?\\d+)?|arfc|sccp|motion|request|vote"
              + "|publication|component|leap)\\b[^.]{0,40}\\b(?:propos|request|ask|seek|aim|entail|will|would|introduc|outlin|suggest"
              + "|recommend|resolv|nominat|add|increas|reduc|chang|updat|upgrad|creat|establish|extend|set|enabl|allow|defin|describ)");
  private static final Pattern IMPERATIVE =
      pattern(
          "\\A\\W{0,3}(?:(?:for|yae|yes|approve|data|action)\\W{1,3})?(?:add|increase|reduce|decrease|set|allow|transfer|approve|release|enable"
              + "|disable|remove|deploy|upgrade|update|replace|migrate|create|mint|revert|change"
              + "|implement|allocate|fund|pay|grant|launch|establish|appoint|extend|renew|onboard"
              + "|list|integrate|adopt|amend|introduce|lower|raise|activate|deprecate|pause|freeze"
              + "|withdraw|deposit|swap|authori[sz]e|inherit|prevent|register|whitelist|stop|start"
              + "|merge|adjust|modify|delegate|curate|distribute|use|move|send|limit|convert|ratify)\\b");
  private static final Pattern WILL_BE =
      pattern(
          "\\b(?:will|shall|would|must) (?:\\w+ )?be \\w+(?:ed|en|t|ded)\\b|\\b(?:will|shall)\\b");
  private static final Pattern FROM_TO =
      pattern("\\bfrom\\b[^.]{1,60}\\bto\\b|\\bto \\d|\\bby \\d|→|->");
  private static final Pattern AMOUNT =
      Pattern.compile("[$€]\\s?\\d|\\d[\\d,.]*\\s?[kKmM]?\\s[A-Za-z]?[A-Z]{2,6}\\b|\\d\\s?%");
  private static final Pattern TECHNICAL =
      Pattern.compile("[{}=\\\\]|\\w\\(|_\\w|\\w_|::|\\b[a-z]+[A-Z]\\w*\\b|0x[0-9a-fA-F]+");
  private static final Pattern BECAUSE =
      pattern(
          "\\b(?:because|due to|in order to|so that|since|given|therefore|thus|as a result|the (?:main |primary )?(?:goal|purpose"
              + "|motivation|aim|reason|rationale|idea|intent)|motivat\\w+|by \\w+ing)\\b");
  private static final Pattern PROBLEM =
      pattern(
          "\\b(?:lacks?|currently|issues?|problems?|needs?|cannot|however|difficult|hard|risks?|unable|insufficient"
              + "|without|limit\\w*|overhead|cost\\w*|attack\\w*|bugs?|inefficien\\w*|complex\\w*|never|no longer|too|not)\\b");
  private static final Pattern BENEFIT =
      pattern(
          "\\b(?:enabl\\w+|allow\\w*|ensur\\w+|improv\\w+|reduc\\w+|increas\\w+|benefit\\w*|help\\w*|support\\w*"
              + "|encourag\\w+|better|more|opportunit\\w+|grow\\w*|strengthen\\w*|enhanc\\w+|minimi[sz]\\w+|provid\\w+|align\\w*|easier|lead to)\\b");
  private static final Pattern PAST = pattern("\\b(?:was|were|had|has been|have been|has|have)\\b");

  private static final List<String> ASK_SECTIONS =
      List.of(
          "proposal",
          "specification",
          "summary",
          "abstract",
          "overview",
          "request",
          "ask",
          "change",
          "budget",
          "funding",
          "description",
          "vote");
  private static final List<String> REASON_SECTIONS =
      List.of(
          "motivation",
          "background",
          "why",
          "problem",
          "rationale",
          "context",
          "benefit",
          "reason",
          "purpose",
          "goal",
          "justif");
  private static final List<String> CLOSING_SECTIONS =
      List.of(
          "backward",
          "security",
          "test",
          "risk",
          "drawback",
          "alternativ",
          "unresolved",
          "future",
          "compatib",
          "team",
          "faq",
          "next",
          "discussion",
          "verif",
          "reject",
          "consideration",
          "consider",
          "example",
          "option");

  private ReaderCues() {}

  /**
   * What is seen of every sentence of a text: {@link #COUNT} numbers, then the sentence's vector.
   *
   * @param model what the model says of each sentence
   */
  static double[][] of(SentenceRanker.Scored scored, double[] model) {
    List<Candidate> candidates = scored.candidates();
    Set<String> title = new TreeSet<>(Wording.content(Wording.tokens(scored.title())));
    int n = candidates.size();
    int[] standing = standing(model);
    double[][] rows = new double[n][];
    double[][] further = SentenceCues.of(scored, standing);
    for (int i = 0; i < n; i++) {
      StillWanted.check();
      Candidate c = candidates.get(i);
      Leaning leaning = scored.leanings().get(i);
      double[] cues = of(c, scored.features()[i], model[i], title, leaning != Leaning.NONE);
      float[] vector = scored.vectors()[i];
      double[] row = Arrays.copyOf(cues, COUNT + vector.length);
      row[cues.length + leaning.ordinal()] = 1;
      row[OWN - 4] = (double) i / n;
      row[OWN - 3] = (double) standing[i] / n;
      row[OWN - 2] = Math.min(i, FIRST) / (double) FIRST;
      row[OWN - 1] = c.words() / 40.0;
      System.arraycopy(further[i], 0, row, OWN, SentenceCues.COUNT);
      for (int d = 0; d < vector.length; d++) {
        row[COUNT + d] = vector[d];
      }
      rows[i] = row;
    }
    return rows;
  }

  /** How many sentences the model puts before each. */
  private static int[] standing(double[] model) {
    List<Integer> order =
        IntStream.range(0, model.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> -model[i]).thenComparing(i -> i))
            .toList();
    int[] standing = new int[model.length];
    for (int place = 0; place < standing.length; place++) {
      standing[order.get(place)] = place;
    }
    return standing;
  }

  /**
   * Values in the order of {@link #NAMES}.
   *
   * @param seen the hand-set features
   * @param model what the model, or the weights set by hand, say of the sentence
   */
  private static double[] of(
      Candidate c, double[] seen, double model, Set<String> title, boolean leans) {
    String text = c.shown();
    Set<String> content = new HashSet<>(Wording.content(Wording.tokens(text)));
    double shared = title.stream().filter(content::contains).count();
    return new double[] {
      1,
      Math.max(-4, Math.min(4, model / 3)),
      seen[1],
      seen[0],
      shared / Math.max(1, title.size()),
      shared / Math.max(1, content.size()),
      seen[4],
      seen[3],
      seen[5],
      c.inBlock() == 0 ? 1 : 0,
      c.block().kind() == Block.Kind.LIST_ITEM ? 1 : 0,
      Math.max(0, (12 - c.words()) / 12.0),
      Math.max(0, (c.words() - 30) / 30.0),
      flag(ASKS, text),
      flag(PROPOSAL_DOES, text),
      flag(IMPERATIVE, text),
      flag(WILL_BE, text),
      flag(FROM_TO, text),
      flag(AMOUNT, text),
      text.chars().anyMatch(Character::isDigit) ? 1 : 0,
      Math.min(1, TECHNICAL.matcher(text).results().limit(4).count() / 3.0),
      flag(BECAUSE, text),
      flag(PROBLEM, text),
      flag(BENEFIT, text),
      flag(PAST, text),
      any(ASK_SECTIONS, c.section()),
      any(REASON_SECTIONS, c.section()),
      any(CLOSING_SECTIONS, c.section()),
      leans ? 1 : 0
    };
  }

  private static double any(List<String> words, String section) {
    return words.stream().anyMatch(section::contains) ? 1 : 0;
  }

  private static double flag(Pattern pattern, String text) {
    return pattern.matcher(text).find() ? 1 : 0;
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}
