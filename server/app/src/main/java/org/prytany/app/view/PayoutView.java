package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/** A payout that waits for people or for its time. */
public record PayoutView(
    String dao,
    String proposalId,
    String headline,
    String state,
    Optional<String> eta,
    String actionsHash,
    Optional<String> effectsHash,
    List<EffectView> effects,
    boolean blocked,
    boolean overridden,
    ApprovalsView approvals,
    String next) {}
