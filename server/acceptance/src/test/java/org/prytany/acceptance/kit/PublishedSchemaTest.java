package org.prytany.acceptance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.spi.Plugin;

/** What is published of a plugin's configuration takes and refuses what the host does. */
class PublishedSchemaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | 'a': {'type': 'string', 'minLength': 2, 'title': 'A'}",
        "true  | 'a': {'type': 'string', 'enum': ['x', 'y'], 'default': 'x'}",
        "true  | 'a': {'type': 'string', 'secret': true, 'description': 'What.'}",
        "true  | 'a': {'type': 'integer', 'minimum': 1, 'maximum': 9, 'default': 3}",
        "true  | 'a-b': {'type': 'number', 'default': 0.5}, 'c': {'type': 'boolean', 'default': true}",
        "true  | 'a': {'type': 'array', 'maxItems': 3, 'items': {'type': 'string', 'enum': ['x']}}",
        "false | 'a': {'type': 'object'}",
        "false | 'a': {'type': 'string', 'format': 'uri'}",
        "false | 'a': {'type': 'string', 'minimum': 1}",
        "false | 'a': {'type': 'string', 'pattern': '^a'}",
        "false | 'a': {'type': 'string', 'minLength': -1}",
        "false | 'a': {'type': 'string', 'secret': 'yes'}",
        "false | 'a': {'type': 'string', 'secret': true, 'default': 'x'}",
        "false | 'a': {'type': 'integer', 'secret': true}",
        "false | 'a': {'type': 'integer', 'default': 'one'}",
        "false | 'a': {'type': 'boolean', 'default': 1}",
        "false | 'a': {'type': 'array', 'items': {'type': 'string', 'enum': ['x,y', 'z']}}",
        "true  | 'a': {'type': 'array', 'items': {'type': 'string'}, 'default': ['x y', 'z']}",
        "false | 'a': {'type': 'array', 'items': {'type': 'string'}, 'default': ['x', ' ']}",
        "false | 'a': {'type': 'array'}",
        "false | 'a': {'type': 'array', 'items': {'type': 'integer'}}",
        "false | 'A': {'type': 'string'}",
        "false | 'a': 1",
      })
  void whatIsPublishedIsWhatTheHostTakes(boolean taken, String properties) throws IOException {
    String json =
        ("{'type': 'object', 'additionalProperties': false, 'properties': {" + properties + "}}")
            .replace('\'', '"');
    assertThat(published().validate(json, InputFormat.JSON).isEmpty()).isEqualTo(taken);
    assertThat(taken(json)).isEqualTo(taken);
  }

  private static boolean taken(String json) {
    try {
      return !ConfigurationSchema.read(json.getBytes(StandardCharsets.UTF_8)).settings().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Schema published() throws IOException {
    try (InputStream in = Plugin.class.getResourceAsStream("plugin-configuration.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
