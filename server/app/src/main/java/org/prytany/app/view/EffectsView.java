package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/** What a proposal executes. */
public record EffectsView(
    List<ActionView> actions,
    boolean succeeded,
    Optional<String> revertReason,
    List<EffectView> effects,
    String effectsHash,
    long block,
    String method,
    List<AccountView> accounts,
    List<HoldingView> holdings) {}
