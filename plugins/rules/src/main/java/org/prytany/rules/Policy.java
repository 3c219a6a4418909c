package org.prytany.rules;

import dev.cel.runtime.CelEvaluationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.spi.Address;
import org.prytany.spi.Bounds;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VotingSituation;

/** An operator's rules, in order. The first that matches decides; if none does, a person has to. */
public final class Policy {

  private static final String NO_RULE = "no-rule";

  /** Leaves everything to a person. */
  public static final Policy WITHOUT_RULES = new Policy(List.of(), sha256(""));

  /** UTF-16 units of what is said of an evaluation that failed. */
  private static final int LONGEST_CAUSE = 500;

  private final List<Rule> rules;
  private final String sha256;

  private Policy(List<Rule> rules, String sha256) {
    this.rules = rules;
    this.sha256 = sha256;
  }

  /**
   * Reads, checks and compiles a policy.
   *
   * @param where the file's name, for messages
   * @param yaml the whole file
   * @throws PolicyException naming line and rule of the first thing that is wrong
   */
  public static Policy read(String where, String yaml) {
    Review review = review(where, yaml);
    return review
        .policy()
        .orElseThrow(() -> new PolicyException(review.errors().findFirst().orElseThrow()));
  }

  /**
   * Reads a policy and says all that is wrong with it, and what is worth a second look.
   *
   * @param where the file's name, for messages
   * @param yaml the whole file
   */
  public static Review review(String where, String yaml) {
    return review(where, yaml, Optional.empty());
  }

  /**
   * As {@link #review(String, String)}, for a server at hand.
   *
   * @param textRules of each DAO, the rules that may cast a vote because of the text; empty where
   *     that is not known
   */
  public static Review review(
      String where, String yaml, Optional<Map<String, Set<String>>> textRules) {
    PolicyFile.Read read = PolicyFile.read(where, yaml);
    List<Complaint> complaints = new ArrayList<>(read.complaints());
    RuleCompiler compiler = new RuleCompiler(where, complaints::add);
    List<Rule> rules =
        read.rules().stream().map(compiler::compile).flatMap(Optional::stream).toList();
    tooMany(where, rules).ifPresent(complaints::add);
    complaints.addAll(SecondLook.at(where, rules, textRules));
    boolean usable = complaints.stream().noneMatch(Complaint::isError);
    return new Review(
        usable ? Optional.of(new Policy(rules, sha256(yaml))) : Optional.empty(), complaints);
  }

  private static Optional<Complaint> tooMany(String where, List<Rule> rules) {
    int accounts = followed(rules).size();
    return accounts <= Bounds.MOST_FOLLOWED
        ? Optional.empty()
        : Optional.of(
            Complaint.error(
                where,
                Complaint.Place.START,
                Optional.empty(),
                "the rules ask for the votes of "
                    + accounts
                    + " accounts, and "
                    + Bounds.MOST_FOLLOWED
                    + " are the most",
                "Ask for fewer."));
  }

  /** The accounts whose votes the rules ask for, sorted. */
  public List<Address> followed() {
    return followed(rules);
  }

  /** Whether a rule reads what became of earlier proposals of the same account. */
  public boolean asksForHistory() {
    return rules.stream().flatMap(rule -> rule.facts().stream()).anyMatch(Facts.HISTORY::contains);
  }

  private static List<Address> followed(List<Rule> rules) {
    return rules.stream().flatMap(rule -> rule.followed().stream()).distinct().sorted().toList();
  }

  /** The rules, in order, for people to read. */
  public List<VoteRule> rules() {
    List<Caps> caps = Caps.inOrder(rules);
    List<VoteRule> shown = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      shown.add(shown(rules.get(i), caps.get(i)));
    }
    return List.copyOf(shown);
  }

  private static VoteRule shown(Rule rule, Caps caps) {
    WrittenRule written = rule.written();
    return new VoteRule(
        written.name(),
        written.when(),
        written.then().word(),
        written.reason(),
        written.usesText(),
        caps.words(),
        caps.bounds(),
        written.yaml());
  }

  /** SHA-256 of the file's UTF-8 bytes, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** The first 12 digits of {@link #sha256()}: what versions and reasons show. */
  public String mark() {
    return sha256.substring(0, 12);
  }

  /** Decides by the first rule that matches. */
  public VoteDecision decide(VotingSituation situation) {
    return decide(situation, Map.of());
  }

  /**
   * As {@link #decide(VotingSituation)}, where not all that a situation says is known.
   *
   * @param unknown facts that nothing may be read of, whatever the situation has in their place,
   *     and why they are not known, in plain English
   */
  public VoteDecision decide(VotingSituation situation, Map<String, String> unknown) {
    Map<String, Object> facts = FactValues.of(situation);
    facts.keySet().removeAll(unknown.keySet());
    boolean textWithheld = situation.text().isEmpty();
    for (Rule rule : rules) {
      if (textWithheld && rule.written().usesText()) {
        continue;
      }
      try {
        if (rule.matches(facts)) {
          return decision(rule.written(), situation);
        }
      } catch (CelEvaluationException e) {
        // Going on to the next rule could cast a vote that this one was there to prevent.
        return new VoteDecision.Escalate(
            rule.written().name(), marked(why(rule, facts, unknown, e)));
      }
    }
    return new VoteDecision.Escalate(NO_RULE, marked("No rule of the policy matches"));
  }

  private static String why(
      Rule rule, Map<String, Object> facts, Map<String, String> unknown, CelEvaluationException e) {
    List<String> missing =
        Stream.concat(
                rule.facts().stream()
                    .filter(name -> !facts.containsKey(name))
                    .map(
                        name ->
                            unknown.containsKey(name)
                                ? name + " (" + unknown.get(name) + ")"
                                : name),
                facts.get(Facts.VOTE_BY) instanceof Map<?, ?> votes
                    ? rule.followed().stream()
                        .map(Address::hex)
                        .filter(account -> !votes.containsKey(account))
                        .sorted()
                        .map(account -> "the vote of " + account)
                    : Stream.of())
            .toList();
    return missing.isEmpty()
        ? "This rule could not be evaluated: " + oneLine(String.valueOf(e.getMessage()))
        : "This rule reads what is not known here: " + String.join(", ", missing);
  }

  private VoteDecision decision(WrittenRule rule, VotingSituation situation) {
    String name = rule.name();
    String reason = marked(rule.reason());
    if (rule.then().shares().isPresent()) {
      Shares shares = rule.then().shares().get();
      Optional<Support> single = shares.single();
      boolean taken =
          situation.supports().containsAll(shares.directions())
              && (single.isPresent() || situation.circumstances().inParts().orElse(true));
      if (!taken) {
        return new VoteDecision.Escalate(
            name,
            marked(
                "The rule votes "
                    + rule.then().word()
                    + ", which this governor does not count: "
                    + rule.reason()));
      }
      return single.isPresent()
          ? new VoteDecision.Cast(single.get(), name, reason)
          : new VoteDecision.Split(shares, name, reason);
    }
    if (rule.then().equals(Outcome.REFRAIN)) {
      return new VoteDecision.Refrain(name, reason);
    }
    return rule.then().equals(Outcome.WAIT)
        ? new VoteDecision.NotYet(name, reason)
        : new VoteDecision.Escalate(name, reason);
  }

  private String marked(String reason) {
    return reason + " (policy " + mark() + ")";
  }

  private static String oneLine(String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
  }

  /** SHA-256 of a file's UTF-8 bytes, 64 lower-case hexadecimal digits. */
  public static String sha256(String yaml) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
