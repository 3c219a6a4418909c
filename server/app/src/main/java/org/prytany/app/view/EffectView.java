package org.prytany.app.view;

import java.util.Optional;

/**
 * One net change; {@code amount} in base units.
 *
 * @param previous what a setting was before; "" where the chain did not say, and for other kinds
 * @param chain the other chain on which it changes; absent on the proposal's own
 */
public record EffectView(
    String kind,
    String contract,
    Optional<String> from,
    Optional<String> to,
    Optional<String> symbol,
    Optional<Integer> decimals,
    Optional<String> token,
    String amount,
    String subject,
    String value,
    String previous,
    String line,
    Optional<String> chain) {}
