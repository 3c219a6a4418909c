package org.prytany.rules;

import java.util.Optional;

/**
 * What is wrong with a policy file, or worth a second look.
 *
 * @param grade whether the file can be used with it
 * @param where the file's name
 * @param place where in it
 * @param rule the rule's name; empty where the file is meant, or the rule has no usable name
 * @param what plain English, without a full stop
 * @param next what to do about it, a sentence; "" where {@code what} says so already
 */
public record Complaint(
    Grade grade, String where, Place place, Optional<String> rule, String what, String next) {

  /** Whether a policy can be used in spite of it. */
  public enum Grade {
    ERROR,
    WARNING
  }

  /**
   * A place in a file.
   *
   * @param line from 1
   * @param column from 1, counted in characters
   */
  public record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }

  static Complaint error(
      String where, Place place, Optional<String> rule, String what, String next) {
    return new Complaint(Grade.ERROR, where, place, rule, what, next);
  }

  static Complaint warning(String where, Place place, WrittenRule rule, String what, String next) {
    return new Complaint(Grade.WARNING, where, place, Optional.of(rule.name()), what, next);
  }

  public boolean isError() {
    return grade == Grade.ERROR;
  }

  /** Rule, what is wrong and what to do, in one line. */
  public String words() {
    return rule.map(name -> "rule '" + name + "': ").orElse("")
        + what
        + (next.isEmpty() ? "" : ". " + next);
  }
}
