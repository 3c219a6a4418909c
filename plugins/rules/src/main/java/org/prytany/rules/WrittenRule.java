package org.prytany.rules;

/**
 * A rule as the file has it.
 *
 * @param place where its name stands
 * @param condition the condition and where its parts stand in the file
 * @param reason one line, for the operator and the chain
 * @param usesText whether the operator lets this rule read facts derived from the text
 * @param yaml its lines in the file, without what they are all indented by
 */
record WrittenRule(
    String name,
    Complaint.Place place,
    Condition condition,
    Outcome then,
    String reason,
    boolean usesText,
    String yaml) {

  /** The condition, a CEL expression. */
  String when() {
    return condition.text();
  }
}
