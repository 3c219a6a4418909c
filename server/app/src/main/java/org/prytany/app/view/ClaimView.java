package org.prytany.app.view;

import java.util.Optional;

/** Something that the text says the proposal will do. */
public record ClaimView(
    String kind,
    String text,
    int start,
    int end,
    Optional<String> amount,
    Optional<String> symbol,
    Optional<String> recipient,
    Optional<String> name,
    Optional<String> value,
    Optional<String> account) {}
