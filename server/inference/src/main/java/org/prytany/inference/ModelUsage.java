package org.prytany.inference;

/**
 * What the model has done since it was loaded, for metrics.
 *
 * @param documents calls of {@code embed} that were answered
 * @param sentences sentences embedded
 * @param tokens tokens read, markers at both ends of a sentence included
 * @param truncated sentences of which the model read only the beginning
 * @param busyNanos nanoseconds spent, summed over threads
 */
public record ModelUsage(
    long documents, long sentences, long tokens, long truncated, long busyNanos) {}
