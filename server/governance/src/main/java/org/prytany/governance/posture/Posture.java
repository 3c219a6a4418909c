package org.prytany.governance.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prytany.spi.Address;

/**
 * Who may move what the accounts of a DAO have.
 *
 * @param block at which it was read
 * @param facts one for each account and what was asked of it
 * @param dangers plain English, the worst first; none if nothing is known to be dangerous
 */
public record Posture(long block, List<Fact> facts, List<Danger> dangers) {

  /** The value of a fact that the chain did not tell. */
  public static final String NOT_KNOWN = "not known";

  /** Facts of accounts that were looked at once are not kept beside more than these. */
  private static final int MOST_KEPT = 1000;

  public Posture {
    facts = List.copyOf(facts);
    dangers = List.copyOf(dangers);
  }

  /**
   * What was read.
   *
   * @param what e.g. "Safe threshold" or "PROPOSER_ROLE"
   * @param value as the chain says it; several accounts in order, separated by commas; "" for none
   */
  public record Fact(Address account, String what, String value) {
    String key() {
      return account + " " + what;
    }
  }

  /**
   * What to look at.
   *
   * @param wrongSetting whether the operator's file says something else than the chain, so that
   *     nothing works until it is corrected
   */
  public record Danger(boolean wrongSetting, String text) {}

  /** The facts by account and name, as they are kept. */
  public SortedMap<String, String> byKey() {
    SortedMap<String, String> all = new TreeMap<>();
    facts.forEach(fact -> all.put(fact.key(), fact.value()));
    return all;
  }

  /**
   * Those that are kept, where the chain tells no more than before. An account of which nothing was
   * told this time is kept as it was: it may only not have answered, and a change that falls in
   * between would be none otherwise.
   */
  public SortedMap<String, String> over(Map<String, String> before) {
    SortedMap<String, String> all = byKey();
    all.replaceAll(
        (key, value) -> value.equals(NOT_KNOWN) ? before.getOrDefault(key, NOT_KNOWN) : value);
    Set<String> told = facts.stream().map(fact -> fact.account().hex()).collect(Collectors.toSet());
    before.forEach(
        (key, value) -> {
          if (all.size() < MOST_KEPT && !told.contains(key.substring(0, key.indexOf(' ')))) {
            all.put(key, value);
          }
        });
    return all;
  }

  /**
   * What is not as it was, one sentence each. An account that is looked at only now has not
   * changed, nor has what is not known.
   *
   * @param before as {@link #byKey} gave it
   */
  public List<String> changes(Map<String, String> before) {
    List<String> changes = new ArrayList<>();
    SortedMap<String, String> now = byKey();
    for (Fact fact : facts) {
      boolean seen = before.keySet().stream().anyMatch(key -> key.startsWith(fact.account() + " "));
      String was = before.getOrDefault(fact.key(), "");
      boolean known = !was.equals(NOT_KNOWN) && !fact.value().equals(NOT_KNOWN);
      if (seen && known && !was.equals(fact.value())) {
        changes.add(sentence(fact.account().hex(), fact.what(), was, fact.value()));
      }
    }
    before.forEach(
        (key, was) -> {
          String account = key.substring(0, key.indexOf(' '));
          boolean looked = facts.stream().anyMatch(fact -> fact.account().hex().equals(account));
          if (looked && !now.containsKey(key) && !was.isEmpty() && !was.equals(NOT_KNOWN)) {
            changes.add(sentence(account, key.substring(account.length() + 1), was, ""));
          }
        });
    return changes;
  }

  private static String sentence(String account, String what, String was, String is) {
    return what
        + " of "
        + account
        + " was "
        + (was.isEmpty() ? "nothing" : was)
        + " and is "
        + (is.isEmpty() ? "nothing" : is)
        + ".";
  }
}
