package org.prytany.app.view;

import java.util.Optional;

/** One of our transactions. */
public record ActView(
    String kind,
    String status,
    String account,
    Optional<String> transactionHash,
    Optional<Long> block,
    String detail,
    Optional<String> by,
    Optional<String> why,
    String intendedAt) {}
