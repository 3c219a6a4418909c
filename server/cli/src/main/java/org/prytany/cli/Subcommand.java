package org.prytany.cli;

import java.util.concurrent.Callable;

/**
 * A command of `prytany`. Modules beside this one offer theirs as services; the annotations are
 * picocli's.
 */
public interface Subcommand extends Callable<Integer> {}
