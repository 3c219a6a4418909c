package org.prytany.inference;

/**
 * What a live check of the model found.
 *
 * @param ready whether the model just gave the vector it gave when it was loaded
 * @param detail one plain sentence
 * @param modelId the model's name
 * @param modelSha256 SHA-256 of the model file
 * @param device which device it runs on, and why
 */
public record ModelHealth(
    boolean ready, String detail, String modelId, String modelSha256, DeviceChoice device) {}
