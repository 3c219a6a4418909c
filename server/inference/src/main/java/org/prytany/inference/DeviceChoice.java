package org.prytany.inference;

/**
 * Which device a model got, and why.
 *
 * @param requested what the operator asked for
 * @param used "cpu" or "cuda"
 * @param reason one plain sentence
 */
public record DeviceChoice(Device requested, String used, String reason) {}
