package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * A payout that waits for people or for its time.
 *
 * @param blockedBy the findings that block it, as an override has to name them
 * @param reasons why it is blocked, one plain sentence each
 * @param until when it can be executed no more; absent where it never lapses
 * @param asked what treasurers have to decide, in a few words that begin in lower case; empty where
 *     it is not their turn
 */
public record PayoutView(
    String dao,
    String proposalId,
    String headline,
    String state,
    Optional<String> eta,
    Optional<String> until,
    String actionsHash,
    String contentHash,
    Optional<String> effectsHash,
    List<EffectView> effects,
    boolean blocked,
    List<String> blockedBy,
    List<String> reasons,
    boolean overridden,
    ApprovalsView approvals,
    Optional<String> asked,
    String next) {}
