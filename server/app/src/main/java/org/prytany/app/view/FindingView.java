package org.prytany.app.view;

import java.util.Optional;

/**
 * What a reader should know.
 *
 * @param next what a reader does about it; "" for a finding of another version of the server
 * @param action -1 when it concerns no single call
 */
public record FindingView(
    String code,
    String severity,
    String text,
    String next,
    Optional<Integer> start,
    Optional<Integer> end,
    int action) {}
