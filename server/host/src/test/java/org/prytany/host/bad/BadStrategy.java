package org.prytany.host.bad;

import java.util.List;
import java.util.Optional;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Decides wrongly in one way. */
@SuppressWarnings("NullAway")
public final class BadStrategy implements VoteStrategy {

  private final String how;

  public BadStrategy(String how) {
    this.how = how;
  }

  @Override
  public String id() {
    return "bad-strategy";
  }

  @Override
  public String version() {
    return switch (how) {
      case "version-huge" -> asked() ? "1".repeat(Faults.HUGE) : "1.0";
      case "version-null" -> asked() ? null : "1.0";
      case "version-lines" -> asked() ? "1.0\n2.0" : "1.0";
      default -> "1.0";
    };
  }

  // The registry asks once, before anybody else does.
  private boolean registered;

  private boolean asked() {
    boolean before = registered;
    registered = true;
    return before;
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return switch (how) {
      case "null" -> null;
      case "hollow" -> Faults.hollow(VoteDecision.Refrain.class);
      case "rule-null" -> new VoteDecision.Refrain(null, "because");
      case "rule-blank" -> new VoteDecision.Refrain(" ", "because");
      case "rule-lines" -> new VoteDecision.Refrain("always\nFOR", "because");
      case "rule-turns" -> new VoteDecision.Refrain("always\u202Eyes", "because");
      case "rule-zero" -> new VoteDecision.Refrain("always\u0000", "because");
      case "rule-huge" -> new VoteDecision.Refrain("x".repeat(Faults.HUGE), "because");
      case "reason-null" -> new VoteDecision.Refrain("always", null);
      case "reason-blank" -> new VoteDecision.Refrain("always", "");
      case "reason-huge" -> new VoteDecision.Refrain("always", "x".repeat(Faults.HUGE));
      case "reason-turns" -> new VoteDecision.Refrain("always", "good\u202Eevil\nsecond line");
      case "support-null" -> new VoteDecision.Cast(null, "always", "because");
      case "support-not-taken" -> new VoteDecision.Cast(Support.ABSTAIN, "always", "because");
      default -> {
        Faults.commit(how);
        yield new VoteDecision.Refrain("always", "because");
      }
    };
  }

  @Override
  public List<VoteRule> rules() {
    VoteRule rule = rule("always");
    return switch (how) {
      case "rules-null" -> null;
      case "rules-endless" -> Faults.endless(rule);
      case "rules-boast" -> Faults.boastful(rule);
      case "rules-many" -> java.util.Collections.nCopies(1_001, rule);
      case "rules-long" -> java.util.Collections.nCopies(9, longRule());
      case "rules-member-null" -> java.util.Arrays.asList(rule, null);
      case "rules-untyped" -> Faults.untyped("a rule");
      case "rules-hollow" -> List.of(Faults.hollow(VoteRule.class));
      case "rules-name-turns" -> List.of(rule("al\u202Eways"));
      default -> List.of();
    };
  }

  private static VoteRule rule(String name) {
    return new VoteRule(name, "true", "for", "because", false, List.of(), false, "always: for");
  }

  private static VoteRule longRule() {
    return new VoteRule(
        "always", "x".repeat(600_000), "for", "because", false, List.of(), false, "always: for");
  }

  @Override
  @SuppressWarnings("unchecked")
  public Optional<ChangedRules> changed() {
    return switch (how) {
      case "changed-null" -> null;
      case "changed-untyped" -> (Optional<ChangedRules>) (Optional<?>) Optional.of("changed");
      case "changed-hollow" -> Optional.of(Faults.hollow(ChangedRules.class));
      default -> Optional.empty();
    };
  }
}
