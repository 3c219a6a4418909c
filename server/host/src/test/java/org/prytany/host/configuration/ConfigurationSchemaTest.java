package org.prytany.host.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.PluginConfiguration;

class ConfigurationSchemaTest {

  private static final ConfigurationSchema SCHEMA =
      of(
          """
          "account": {"type": "string", "minLength": 6, "maxLength": 6},
          "mode": {"type": "string", "enum": ["fast", "slow"], "default": "slow"},
          "most": {"type": "integer", "minimum": 1, "maximum": 20, "default": 5},
          "share": {"type": "number", "minimum": 0, "maximum": 1},
          "told": {"type": "boolean", "default": false},
          "names": {"type": "array", "maxItems": 2, "items": {"type": "string", "enum": ["a", "b", "c"]}},
          "key": {"type": "string", "secret": true, "title": "API key", "description": "Yours."}
          """);

  @Test
  void values_have_the_types_that_the_schema_says() {
    PluginConfiguration its =
        SCHEMA.configuration(
            "p",
            Map.of(
                "account",
                " 0xabcd ",
                "most",
                "20",
                "share",
                "0.25",
                "told",
                "true",
                "names",
                "b, a",
                "key",
                "s3cret"));
    assertThat(its.text("account")).contains("0xabcd");
    assertThat(its.integer("most")).contains(20L);
    assertThat(its.number("share")).contains(new BigDecimal("0.25"));
    assertThat(its.flag("told")).contains(true);
    assertThat(its.texts("names")).containsExactly("b", "a");
    assertThat(its.text("key")).contains("s3cret");
    assertThat(its.toString()).doesNotContain("s3cret").contains("key");
    assertThatThrownBy(() -> its.text("most")).hasMessageContaining("most");
  }

  @Test
  void where_nothing_is_set_there_is_the_default_or_nothing() {
    PluginConfiguration its = SCHEMA.configuration("p", Map.of("account", ""));
    assertThat(its.text("mode")).contains("slow");
    assertThat(its.integer("most")).contains(5L);
    assertThat(its.flag("told")).contains(false);
    assertThat(its.text("account")).isEmpty();
    assertThat(its.number("share")).isEmpty();
    assertThat(its.texts("names")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "account, 0xabc",
    "account, 0xabcde",
    "mode, Fast",
    "most, 21",
    "most, 1.5",
    "most, 99999999999999999999999",
    "most, many",
    "share, 1.01",
    "share, 1e-999999999",
    "told, yes",
    "names, 'a,d'",
    "names, 'a,b,c'",
  })
  void what_it_is_not_is_said_with_what_it_has_to_be(String name, String value) {
    assertThat(SCHEMA.problems("p", Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith("prytany.plugins.config.p." + name + " is not what it has to be: set ")
        .doesNotContain(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a': {'type': 'object'}",
        "'a': {'type': 'string', 'format': 'uri'}",
        "'a': {'type': 'string', '$ref': 'https://example.org/schema'}",
        "'a': {'type': 'string', 'minimum': 1}",
        "'a': {'type': 'integer', 'default': 'one'}",
        "'a': {'type': 'integer', 'maximum': 3, 'default': 4}",
        "'a': {'type': 'string', 'secret': true, 'default': 'x'}",
        "'a': {'type': 'string', 'pattern': '^a$'}",
        "'a': {'type': 'string', 'default': 'a', 'pattern': '(?=(?:){2147483647})a'}",
        "'a': {'type': 'array', 'items': {'type': 'string', 'pattern': '(){2147483647}x'}}",
        "'a': {'type': 'string', 'title': 'one\\u202Etwo'}",
        "'a': {'type': 'string', 'title': 'one\\ntwo'}",
        "'a': {'type': 'integer', 'secret': true}",
        "'a': {'type': 'string', 'secret': 'yes'}",
        "'a': {'type': 'string', 'default': 1}",
        "'a': {'type': 'number', 'default': 1e-999999999}",
        "'a': {'type': 'number', 'maximum': 1e999999999}",
        "'a': {'type': 'number', 'maximum': 10e2147483647}",
        "'a': {'type': 'number', 'default': 10e2147483647}",
        "'a': {'type': 'number', 'maximum': 1e99999999999}",
        "'a': {'type': 'string', 'minLength': 1.5}",
        "'a': {'type': 'string', 'default': 'one\\u0000two'}",
        "'a': {'type': 'string', 'default': 'one\\u202Etwo'}",
        "'a': {'type': 'array', 'items': {'type': 'string', 'enum': ['a,b', 'c']}}",
        "'a': {'type': 'array', 'items': {'type': 'string', 'enum': [' a']}}",
        "'a': {'type': 'array', 'items': {'type': 'string'}, 'default': ['a,b']}",
        "'a': {'type': 'array', 'items': {'type': 'string'}, 'default': ['a', ' ']}",
        "'a': {'type': 'array'}",
        "'a': {'type': 'array', 'items': {'type': 'integer'}}",
        "'A': {'type': 'string'}",
        "'a.b': {'type': 'string'}",
        "'a': {'type': 'string'}, 'a': {'type': 'string'}",
        "'a': 1",
      })
  void what_is_not_known_here_is_refused(String properties) {
    assertThatThrownBy(() -> of(properties.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("\"configuration\": .*|.* at line .*|has a number out of reach.*")
        .hasMessageNotContaining("999999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{'type': 'object', 'properties': {}}",
        "{'type': 'object', 'additionalProperties': true, 'properties': {}}",
        "{'type': 'object', 'additionalProperties': false, 'properties': {}, 'required': ['a']}",
        "{'type': 'object', 'additionalProperties': false, 'properties': {}} {}",
      })
  void what_is_no_schema_is_refused(String json) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("\"configuration\": .*|is (no JSON at line 1|empty).*");
  }

  @Test
  void what_another_version_knows_is_no_problem_of_this_one_and_is_not_given() {
    Map<String, String> written = Map.of("region", "eu", "most", "3");
    assertThat(SCHEMA.problems("p", written)).isEmpty();
    assertThat(SCHEMA.configuration("p", written).toString()).isEqualTo("[mode, most, told]");
    assertThat(SCHEMA.unknown("p", written))
        .singleElement()
        .asString()
        .startsWith("prytany.plugins.config.p.region is nothing that this version")
        .doesNotContain("eu,");
    assertThat(SCHEMA.unknown("p", Map.of("most", "3"))).isEmpty();
  }

  @Test
  void a_key_of_several_lines_length_fits() {
    assertThat(SCHEMA.problems("p", Map.of("key", "k".repeat(4_000)))).isEmpty();
    assertThat(SCHEMA.problems("p", Map.of("key", "k".repeat(4_001)))).hasSize(1);
  }

  private static ConfigurationSchema of(String properties) {
    return read(
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\","
            + " \"additionalProperties\": false, \"properties\": {"
            + properties
            + "}}");
  }

  private static ConfigurationSchema read(String json) {
    return ConfigurationSchema.read(StrictJson.tree(json.getBytes(StandardCharsets.UTF_8)));
  }
}
