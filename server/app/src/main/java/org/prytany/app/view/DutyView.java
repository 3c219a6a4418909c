package org.prytany.app.view;

import java.util.Optional;

/** Something due. */
public record DutyView(
    String dao,
    String proposalId,
    String kind,
    String notBefore,
    String latestSafe,
    int attempts,
    boolean leased,
    Optional<String> problem) {}
