package org.prytany.app.view;

import java.util.Optional;

/** A recorded decision. */
public record DecisionView(
    String kind,
    Optional<String> support,
    String rule,
    String reason,
    String plugin,
    long block,
    String votingPower,
    String decidedAt) {}
