package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsFileTest {

  private static final String TARGET = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";

  @TempDir private Path folder;

  private ObjectNode asked(String text) throws IOException {
    ObjectNode asked = ApiClient.JSON.createObjectNode();
    ActionsFile.into(asked, Files.writeString(folder.resolve("calls"), text));
    return asked;
  }

  @Test
  void aListOfCallsIsSentAsTheActionsThatItIs() throws IOException {
    assertThat(asked("[{\"target\": \"NAME\"}]").path("actions").path(0).path("target").asText())
        .isEqualTo("NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"transactions\": []}",
        "{\"targets\": []}",
        "{\"data\": {\"proposal\": {}}}",
        "[[\"0x\"], [0], [\"0x\"], \"text\"]",
        "# a remark\n\n" + TARGET + " pause()"
      })
  void whatElseMayBeCallsIsReadByTheServer(String text) throws IOException {
    assertThat(asked(text).path("calls").asText()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "7", "{\"targets\"", "# a remark", "the treasury pays"})
  void whatIsNoneIsRefusedHere(String text) {
    assertThatThrownBy(() -> asked(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no calls in a form that is known");
  }
}
