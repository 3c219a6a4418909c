package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * By what this server votes, and how it voted.
 *
 * @param strategy "id version" of the strategy in force; absent where none runs
 * @param waiting a changed policy file that waits for an operator
 * @param rules in the order in which they are tried
 * @param others what else decided: people, the house, rules of earlier policies
 */
public record RulesView(
    Optional<String> strategy,
    Optional<ChangedPolicyView> waiting,
    List<RuleView> rules,
    List<RuleView> others) {}
