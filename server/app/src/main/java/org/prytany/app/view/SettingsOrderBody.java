package org.prytany.app.view;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of a signed order about a plugin's values: the message of the typed data that was given
 * to sign, field by field, the signature over it, and what it sets. {@code set} of the message has
 * the names alone.
 *
 * @param salted what it sets, by name
 */
@Schema(additionalProperties = Schema.True.class)
public record SettingsOrderBody(String signature, Map<String, SaltedValue> salted) {

  /**
   * A value as it is sent.
   *
   * @param salt drawn for it, 64 hexadecimal digits
   */
  public record SaltedValue(String value, String salt) {}
}
