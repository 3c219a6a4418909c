package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;

class BodyTest {

  private static Body body(String json) throws IOException {
    return Body.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFieldThatIsNotKnownIsNamedWithThoseThatAre() throws IOException {
    Body misspelt = body("{\"text\":\"# Pay\",\"cals\":\"\"}");

    assertThatThrownBy(() -> misspelt.only("text", "calls"))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("cals")
        .hasMessageContaining("text, calls");
    assertThat(body("{\"text\":\"# Pay\"}").only("text", "calls").text("text")).isEqualTo("# Pay");
  }
}
