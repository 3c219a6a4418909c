package org.prytany.policy;

import dev.cel.runtime.CelEvaluationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VotingSituation;

/** An operator's rules, in order. The first that matches decides; if none does, a person has to. */
public final class Policy {

  private static final String NO_RULE = "no-rule";

  /** Leaves everything to a person. */
  static final Policy WITHOUT_RULES = new Policy(List.of(), sha256(""));

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
    RuleCompiler compiler = new RuleCompiler(where);
    return new Policy(
        PolicyFile.read(where, yaml).stream().map(compiler::compile).toList(), sha256(yaml));
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
    Map<String, Object> facts = FactValues.of(situation);
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
            rule.written().name(),
            marked("This rule could not be evaluated: " + oneLine(String.valueOf(e.getMessage()))));
      }
    }
    return new VoteDecision.Escalate(NO_RULE, marked("No rule of the policy matches"));
  }

  private VoteDecision decision(WrittenRule rule, VotingSituation situation) {
    String name = rule.name();
    String reason = marked(rule.reason());
    Optional<Support> support = rule.then().support();
    if (support.isPresent()) {
      return situation.supports().contains(support.get())
          ? new VoteDecision.Cast(support.get(), name, reason)
          : new VoteDecision.Escalate(
              name,
              marked(
                  "The rule votes "
                      + rule.then().word()
                      + ", which this governor does not count: "
                      + rule.reason()));
    }
    return switch (rule.then()) {
      case REFRAIN -> new VoteDecision.Refrain(name, reason);
      case WAIT -> new VoteDecision.NotYet(name, reason);
      default -> new VoteDecision.Escalate(name, reason);
    };
  }

  private String marked(String reason) {
    return reason + " (policy " + mark() + ")";
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }

  private static String sha256(String yaml) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
