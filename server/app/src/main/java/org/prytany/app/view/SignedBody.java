package org.prytany.app.view;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of what a person hands in: the message of the typed data that was given to sign, field
 * by field, and the signature over it.
 */
@Schema(additionalProperties = Schema.True.class)
public record SignedBody(String signature) {}
