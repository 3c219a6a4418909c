package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The description that the server serves and the page is built from is that of its resources. */
class OpenApiDocumentTest {

  private static final Path DOCUMENT = Path.of("src/main/resources/META-INF/openapi.json");

  @Test
  void theDescriptionThatIsServedIsThatOfTheResources() throws IOException {
    String made = OpenApiDocument.written();
    if (Boolean.getBoolean("prytany.openapi.write")) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("written anew by: ./prytany test OpenApiDocumentTest -Dprytany.openapi.write=true")
        .isEqualTo(made);
  }

  @Test
  void noTwoRecordsHaveTheSameName() {
    // The scanner counts up what has a name that is taken: a name with a number is in nobody's
    // words.
    assertThat(OpenApiDocument.written()).doesNotContainPattern("\"#/components/schemas/\\w+\\d\"");
  }
}
