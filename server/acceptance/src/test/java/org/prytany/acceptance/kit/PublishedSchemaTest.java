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
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Permission;
import org.prytany.spi.Plugin;

/** What is published of a plugin's manifest takes and refuses what the host does. */
class PublishedSchemaTest {

  private static final String NEEDED =
      "'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy']";

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
  void whatCanBeSet(boolean taken, String properties) throws IOException {
    check(
        taken,
        NEEDED
            + ", 'configuration': {'type': 'object', 'additionalProperties': false, 'properties': {"
            + properties
            + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | 'id': 'a-1', 'version': '1.2.0-beta', 'spi': '[0.1,0.2)', 'kinds': ['digester']",
        "true  | 'id': 'a', 'version': '1', 'spi': '( 0.1, 1.0 ]', 'kinds': ['strategy', 'executor']",
        "true  | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy'], 'permissions': []",
        "false | 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)'",
        "false | 'id': 'A', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 1, 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': 'one', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1+x', 'spi': '[0.1,0.2)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,)', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1', 'spi': '0.1', 'kinds': ['strategy']",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': []",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': 'strategy'",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['robot']",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy'], 'permissions': ['x']",
        "false | 'id': 'a', 'version': '1', 'spi': '[0.1,0.2)', 'kinds': ['strategy'], 'more': 1",
      })
  void whatAPluginIs(boolean taken, String fields) throws IOException {
    check(taken, fields);
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void eachPermission(Permission permission) throws IOException {
    check(true, NEEDED + ", 'permissions': ['" + permission.key() + "']");
    check(false, NEEDED + ", 'permissions': ['" + permission.key() + "s']");
  }

  private static void check(boolean taken, String fields) throws IOException {
    String json = ("{" + fields + "}").replace('\'', '"');
    assertThat(published().validate(json, InputFormat.JSON).isEmpty()).isEqualTo(taken);
    assertThat(taken(json)).isEqualTo(taken);
  }

  private static boolean taken(String json) {
    try {
      return !Declared.read(json.getBytes(StandardCharsets.UTF_8)).id().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Schema published() throws IOException {
    try (InputStream in = Plugin.class.getResourceAsStream("plugin-manifest.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
