package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.digest.repair.Repair;
import org.prytany.judging.KeptWords;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.ProposalText;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.TextDigest;

/** Collects the sentences of prose and lists, with where they stand. */
final class CandidateCollector {

  static final int MAX_WORDS = 100;
  private static final int MIN_WORDS = 5;
  private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z ]+");
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern DENIES =
      Pattern.compile(
          KeptWords.NEGATION.pattern().pattern()
              + "|\\b(?:out of scope|non-goals?|exclu(?:ded?|des|ding|sions?)|beyond (?:the|its|our) scope)\\b",
          Pattern.CASE_INSENSITIVE);

  private CandidateCollector() {}

  /** Sentences that are worth showing; if the text has none, whatever it says in prose. */
  static List<Candidate> collect(ProposalText text, List<Unit> units) {
    List<Candidate> good = new ArrayList<>();
    List<Candidate> any = new ArrayList<>();
    String section = "";
    int inSection = 0;
    int inBlock = 0;
    int blockIndex = -1;
    int people = 0;
    Map<Integer, Integer> listed = listed(units);
    Set<Integer> denied = denied(units);
    Repair repair = new Repair(text.raw(), units, Shortening::shown);
    for (int at = 0; at < units.size(); at++) {
      Unit unit = units.get(at);
      Block.Kind kind = unit.block().kind();
      inBlock = unit.blockIndex() == blockIndex ? inBlock + 1 : 0;
      blockIndex = unit.blockIndex();
      if (kind == Block.Kind.HEADING) {
        section = normal(unit.text());
        inSection = 0;
        int level = unit.block().level();
        boolean under = people > 0 && level > people;
        people = under ? people : Boilerplate.isAboutPeople(section) ? level : 0;
      }
      if (kind != Block.Kind.PARAGRAPH && kind != Block.Kind.LIST_ITEM) {
        continue;
      }
      String source = unit.text();
      Optional<TextDigest.Sentence> repaired = repair.of(at);
      String shown =
          repaired
              .map(TextDigest.Sentence::text)
              .orElseGet(() -> Leaning.withoutConnective(Shortening.shown(source)));
      int words = Shortening.words(shown);
      if (words == 0 || words > MAX_WORDS) {
        continue;
      }
      Candidate candidate =
          new Candidate(
              shown,
              unit.span(0, source.length()),
              words,
              unit.block(),
              blockIndex,
              inBlock,
              inSection,
              section,
              unit.section(),
              Near.of(units, at, listed.getOrDefault(unit.block().container(), 0)),
              repaired.map(TextDigest.Sentence::pieces).orElse(List.of()));
      any.add(candidate);
      if (words >= MIN_WORDS
          && (people == 0 || Boilerplate.isAskOfTheProposal(shown))
          && !denied.contains(unit.block().container())
          && !Boilerplate.isSection(section)
          && !Boilerplate.isLine(shown, source)) {
        good.add(candidate);
        inSection++;
      }
    }
    return good.isEmpty() ? any : good;
  }

  /** Lists of what is not so: the line or heading right before them denies what they hold. */
  private static Set<Integer> denied(List<Unit> units) {
    Set<Integer> denied = new HashSet<>();
    for (int at = 1; at < units.size(); at++) {
      Unit lead = units.get(at - 1);
      Unit item = units.get(at);
      boolean leads =
          item.block().kind() == Block.Kind.LIST_ITEM
              && item.block().container() != lead.block().container()
              && (lead.block().kind() == Block.Kind.HEADING
                  || lead.text().stripTrailing().endsWith(":"));
      if (leads && DENIES.matcher(lead.text()).find()) {
        denied.add(item.block().container());
      }
    }
    return denied;
  }

  /** How many units of list items each list has. */
  private static Map<Integer, Integer> listed(List<Unit> units) {
    Map<Integer, Integer> listed = new HashMap<>();
    for (Unit unit : units) {
      if (unit.block().kind() == Block.Kind.LIST_ITEM) {
        listed.merge(unit.block().container(), 1, Integer::sum);
      }
    }
    return listed;
  }

  private static String normal(String heading) {
    String letters = NOT_LETTERS.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll(" ");
    return BLANKS.matcher(letters).replaceAll(" ").strip();
  }
}
