package org.prytany.app.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * How records become JSON: absent values are left out, fields stand in the order of their names.
 */
@Provider
public class JsonSetup implements ContextResolver<Jsonb> {

  private final Jsonb jsonb = create();

  /** A converter with this setup. */
  public static Jsonb create() {
    return JsonbBuilder.create(
        new JsonbConfig()
            .withNullValues(false)
            .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL));
  }

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }
}
