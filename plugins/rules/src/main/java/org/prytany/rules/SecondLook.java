package org.prytany.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds in a policy that can be used what its author hardly means. */
final class SecondLook {

  private final String where;
  private final List<Complaint> found = new ArrayList<>();

  private SecondLook(String where) {
    this.where = where;
  }

  /**
   * @param textRules as in {@link Policy#review(String, String, Optional)}
   */
  static List<Complaint> at(
      String where, List<Rule> rules, Optional<Map<String, Set<String>>> textRules) {
    SecondLook look = new SecondLook(where);
    look.reach(rules);
    List<Caps> caps = Caps.inOrder(rules);
    for (int i = 0; i < rules.size(); i++) {
      look.cap(rules.get(i), caps.get(i));
    }
    rules.forEach(look::text);
    textRules.ifPresent(
        allowed -> allowed.forEach((dao, names) -> look.allowed(rules, dao, names)));
    return look.found;
  }

  private void reach(List<Rule> rules) {
    Optional<WrittenRule> last = Optional.empty();
    Map<String, WrittenRule> before = new HashMap<>();
    Needs left = Needs.NOTHING;
    for (Rule rule : rules) {
      WrittenRule written = rule.written();
      WrittenRule same = before.putIfAbsent(written.when().replaceAll("\\s+", " "), written);
      if (last.isPresent()) {
        unreached(
            written,
            "rule '" + last.get().name() + "' before it always matches",
            "Move it before that rule, or take it out.");
      } else if (rule.needs().impossible()) {
        unreached(written, "its condition is never true", "Write what it is about.");
      } else if (same != null && (!same.usesText() || written.usesText())) {
        unreached(
            written,
            "rule '" + same.name() + "' before it has the same condition",
            "Take one of them out.");
      } else if (left.and(rule.needs()).impossible()) {
        unreached(
            written,
            "the rules before it decide whatever it matches",
            "Move it before them, or take it out.");
      }
      // Without facts from the text such a rule is passed over.
      if (!written.usesText()) {
        if (last.isEmpty() && rule.needsPassed().impossible()) {
          last = Optional.of(written);
        }
        left = left.and(rule.needsPassed());
      }
    }
  }

  private void unreached(WrittenRule rule, String why, String next) {
    warn(rule, "this rule can never decide: " + why, next);
  }

  private void cap(Rule rule, Caps caps) {
    WrittenRule written = rule.written();
    if (!written.then().goesFor()) {
      return;
    }
    if (!caps.boundPayments()) {
      payments(written, caps);
    }
    if (!caps.powerless()) {
      warn(
          written,
          "it votes for allowances, roles and calls that cannot be read as well, and no cap on"
              + " payments holds for those",
          "Add !moves_authority, or a rule before it that asks a person when moves_authority.");
    }
  }

  private void payments(WrittenRule written, Caps caps) {
    if (!caps.capped().isEmpty()) {
      warn(
          written,
          "its cap is on one token, and payments in any other have none",
          "Add payments.all(p, p.token == '...') with that token, or a limit on treasury_share.");
    } else if (caps.each()) {
      warn(
          written,
          "its cap is on each payment, not on all of them together: a hundred payments pass it a"
              + " hundred times",
          "Add payments.paid('TOKEN') <= ..., or a limit on treasury_share.");
    } else {
      warn(
          written,
          "it votes for with no cap: neither its condition nor a rule before it limits the amount"
              + " or the share that leaves the treasury",
          "Add a limit, e.g. treasury_share <= 0.05.");
    }
  }

  private void text(Rule rule) {
    WrittenRule written = rule.written();
    boolean reads = rule.facts().stream().anyMatch(fact -> fact.startsWith(Facts.TEXT));
    if (written.usesText() && !reads) {
      warn(
          written,
          "it says 'uses-text' and reads no fact from the text: it is passed over whenever those"
              + " are withheld",
          "Take 'uses-text' out.");
    }
  }

  /** Rules that vote because of the text, and the DAO that does not let them; and the other way. */
  private void allowed(List<Rule> rules, String dao, Set<String> names) {
    String key = "prytany.dao." + dao + ".text-rules";
    for (Rule rule : rules) {
      WrittenRule written = rule.written();
      boolean casts = written.then().shares().isPresent();
      if (written.usesText() && casts && !names.contains(written.name())) {
        warn(
            written,
            "it votes because of the text, and "
                + key
                + " does not name it: its vote goes to a"
                + " person",
            "Add '" + written.name() + "' there if that is meant.");
      }
    }
    for (String name : new TreeSet<>(names)) {
      Optional<Rule> named =
          rules.stream().filter(rule -> rule.written().name().equals(name)).findFirst();
      if (named.isEmpty()) {
        List<String> known = rules.stream().map(rule -> rule.written().name()).toList();
        found.add(
            new Complaint(
                Complaint.Grade.WARNING,
                where,
                Complaint.Place.START,
                Optional.empty(),
                key + " names '" + name + "', and no rule is called so",
                Names.nearest(name, known)
                    .map(near -> "Did you mean '" + near + "'?")
                    .orElse("Take it out there.")));
      }
    }
  }

  private void warn(WrittenRule rule, String what, String next) {
    found.add(Complaint.warning(where, rule.place(), rule, what, next));
  }
}
