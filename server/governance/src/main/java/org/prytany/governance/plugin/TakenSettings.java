package org.prytany.governance.plugin;

import java.util.Optional;

/**
 * What became of the values that were set for a plugin.
 *
 * @param plugin its id
 * @param failure why it did not start with them, without any of them; empty if it runs with them
 */
public record TakenSettings(String plugin, Optional<String> failure) {}
