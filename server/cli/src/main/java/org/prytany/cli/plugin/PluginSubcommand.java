package org.prytany.cli.plugin;

import java.util.concurrent.Callable;

/**
 * Something that `prytany plugin` does. Modules beside this one offer theirs as services; the
 * annotations are picocli's.
 */
public interface PluginSubcommand extends Callable<Integer> {}
