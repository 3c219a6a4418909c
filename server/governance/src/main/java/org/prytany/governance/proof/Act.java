package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sentence as one act, whatever the order of its words: "A is sent to B" and "we send A to B" are
 * the same. It has no place for what is no act of that plain kind.
 *
 * @param agent who does it; empty if nobody or the proposal is said to
 * @param ofPlan whether the proposal does it
 * @param object what it is done to
 * @param places what stands behind each preposition
 * @param past whether it is told as done
 * @param will whether it will be
 * @param passive whether it is said of what it is done to
 */
record Act(
    List<String> agent,
    boolean ofPlan,
    List<String> object,
    Map<String, List<String>> places,
    boolean past,
    boolean will,
    boolean passive) {

  private static final int LONGEST_AGENT = 4;

  private static final ProofWords WORDS = ProofWords.shipped();
  private static final Set<Token.Kind> NOT_PLAIN =
      Set.of(Token.Kind.NEGATION, Token.Kind.MODAL, Token.Kind.QUANTITY);

  /** Whether some word that both share makes the same act of both. */
  static boolean same(List<Token> sentence, Frame.Kind frame, List<Token> evidence) {
    if (count(sentence) < count(evidence) - 3 || frame == Frame.Kind.SAID) {
      return false;
    }
    for (int i = 0; i < sentence.size(); i++) {
      Token verb = sentence.get(i);
      if (verb.kind() != Token.Kind.CONTENT && verb.kind() != Token.Kind.DIRECTION) {
        continue;
      }
      for (int j = 0; j < evidence.size(); j++) {
        if (verb.key().equals(evidence.get(j).key())) {
          Optional<Act> said = of(sentence, i, frame != Frame.Kind.NONE);
          Optional<Act> there = of(evidence, j, false);
          if (said.isPresent() && there.isPresent() && said.get().isBorneOutBy(there.get())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static long count(List<Token> tokens) {
    return tokens.stream().filter(Token::hasContent).count();
  }

  private boolean isBorneOutBy(Act text) {
    boolean who =
        ofPlan
            ? text.agent.isEmpty()
            : agent.equals(text.agent)
                || passive && agent.isEmpty() && text.agent.size() <= LONGEST_AGENT;
    boolean when = past == text.past && (will == text.will || ofPlan || text.ofPlan);
    return who
        && when
        && !object.isEmpty()
        && object.equals(text.object)
        && places.equals(text.places);
  }

  private static Optional<Act> of(List<Token> tokens, int verb, boolean framed) {
    boolean be =
        verb > 0 && WORDS.is("be", tokens.get(verb - 1).word()) && tokens.get(verb).isParticiple();
    boolean was = be && tokens.get(verb - 1).key().equals("past");
    boolean past = was || !be && tokens.get(verb).word().endsWith("ed");
    boolean will = false;
    boolean plan = framed;
    TreeMap<String, List<String>> places = new TreeMap<>();
    List<String> before = new ArrayList<>();
    int subject = frontedEnd(tokens, verb, places);
    for (int i = subject; i < verb; i++) {
      Token token = tokens.get(i);
      will |= token.kind() == Token.Kind.WILL;
      if (token.kind() == Token.Kind.STOP
          || token.kind() == Token.Kind.WILL
          || was && i == verb - 1) {
        plan |= WORDS.is("author", token.word());
      } else if (WORDS.is("plan", token.word()) && (plan || before.isEmpty())) {
        plan = true;
      } else if (!(token.word().equals("to") && i == verb - 1)) {
        before.add(token.key());
      }
    }
    if (!be && tokens.subList(subject, verb).stream().anyMatch(Act::mayBeVerb)) {
      return Optional.empty();
    }
    List<String> behind = new ArrayList<>();
    List<String> chunk = behind;
    for (int i = verb + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (WORDS.is("preposition", token.word())) {
        chunk = new ArrayList<>();
        if (places.put(token.word(), chunk) != null) {
          return Optional.empty();
        }
      } else if (token.kind() != Token.Kind.STOP || token.word().equals("or")) {
        chunk.add(token.key());
      }
    }
    boolean plain =
        tokens.stream()
            .noneMatch(
                token ->
                    NOT_PLAIN.contains(token.kind())
                        || token.kind() == Token.Kind.TIME && !WORDS.is("be", token.word())
                        || WORDS.is("said", token.word()));
    boolean finite =
        be
            || plan
            || verb > 0
                && (tokens.get(verb - 1).kind() == Token.Kind.WILL || isFinite(tokens.get(verb)));
    if (!plain || !finite || !be && !plan && before.isEmpty() || isNoun(tokens, verb)) {
      return Optional.empty();
    }
    if (!be) {
      return Optional.of(new Act(before, plan && before.isEmpty(), behind, places, past, will, be));
    }
    List<String> by = places.remove("by");
    List<String> object = new ArrayList<>(before);
    object.addAll(behind);
    return Optional.of(new Act(by == null ? List.of() : by, false, object, places, past, will, be));
  }

  /** "Pretends" in "Bob pretends Carol sends it": who does it is then not known. */
  private static boolean mayBeVerb(Token token) {
    return (token.kind() == Token.Kind.CONTENT || token.kind() == Token.Kind.DIRECTION)
        && !WORDS.is("plan", token.word())
        && isFinite(token);
  }

  private static boolean isFinite(Token token) {
    return token.word().endsWith("s") || token.word().endsWith("ed");
  }

  /** "Transfers of" is no act that somebody does. */
  private static boolean isNoun(List<Token> tokens, int verb) {
    return verb + 1 < tokens.size() && tokens.get(verb + 1).word().equals("of");
  }

  /**
   * "Over 12 months, we pay": what stands first and belongs behind; returns where the rest begins.
   */
  private static int frontedEnd(
      List<Token> tokens, int verb, TreeMap<String, List<String>> places) {
    if (verb == 0 || !WORDS.is("preposition", tokens.getFirst().word())) {
      return 0;
    }
    List<String> chunk = new ArrayList<>();
    int i = 1;
    while (i < verb && tokens.get(i).kind() != Token.Kind.STOP) {
      chunk.add(tokens.get(i++).key());
    }
    places.put(tokens.getFirst().word(), chunk);
    return i;
  }
}
