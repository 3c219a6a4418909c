package org.prytany.app.view;

import java.util.Map;
import java.util.Optional;

/**
 * A recorded decision.
 *
 * @param support where the vote goes; absent where it is parted
 * @param shares of a vote that is parted, how much goes where, in hundredths of a percent
 */
public record DecisionView(
    String kind,
    Optional<String> support,
    Optional<Map<String, Integer>> shares,
    String rule,
    String reason,
    String plugin,
    long block,
    String votingPower,
    String decidedAt) {}
