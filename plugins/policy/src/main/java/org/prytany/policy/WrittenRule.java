package org.prytany.policy;

/**
 * A rule as the file has it.
 *
 * @param line line of the rule's name, from 1
 * @param conditionLine line where the condition starts, from 1
 * @param when a CEL expression
 * @param reason one line, for the operator and the chain
 * @param usesText whether the operator lets this rule read facts derived from the text
 */
record WrittenRule(
    String name,
    int line,
    int conditionLine,
    String when,
    Outcome then,
    String reason,
    boolean usesText) {}
