package org.prytany.cli.evaluate;

import java.util.concurrent.Callable;

/**
 * Something that `prytany evaluate` measures. Modules beside this one offer theirs as services; the
 * annotations are picocli's.
 */
public interface Evaluation extends Callable<Integer> {}
