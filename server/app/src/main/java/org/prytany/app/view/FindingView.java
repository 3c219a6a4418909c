package org.prytany.app.view;

import java.util.Optional;

/** What a reader should know; {@code action} is -1 when it concerns no single call. */
public record FindingView(
    String code,
    String severity,
    String text,
    Optional<Integer> start,
    Optional<Integer> end,
    int action) {}
