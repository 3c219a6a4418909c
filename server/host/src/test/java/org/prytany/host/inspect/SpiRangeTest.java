package org.prytany.host.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.SpiVersion;

/**
 * A plugin that is for other interfaces than the server's is refused before anything of it runs.
 */
class SpiRangeTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[0.1,0.2);0.1;true",
        "[0.1,0.2);0.2;false",
        "(0.1,0.3];0.1;false",
        "(0.1,0.3];0.3;true",
        "[1.2, 2.0);1.10;true",
        "[1.2,2.0);1.1;false",
        "[1.0,1.0];1.0;true",
      })
  void aRangeHasWhatLiesInIt(String range, String version, boolean has) {
    assertThat(SpiRange.of(range).orElseThrow().has(SpiVersion.of(version).orElseThrow()))
        .isEqualTo(has);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0.1", "[0.1]", "[0.2,0.1]", "[0.1,0.1)", "[a,b)", "[0.1,0.2", "[,1.0)"})
  void whatIsNoRangeIsRefusedAndShown(String words) {
    assertThat(SpiRange.of(words)).isEqualTo(Optional.empty());
    assertThat(refusals(words.isEmpty() ? "x" : words))
        .singleElement()
        .asString()
        .contains("has \"spi\": ", "a range of versions of the plugin interfaces");
  }

  @Test
  void aPluginForOtherInterfacesIsToldBoth() {
    assertThat(refusals("[7.0,8.0)"))
        .singleElement()
        .asString()
        .contains("for the versions [7.0,8.0)", "this server has " + SpiVersion.CURRENT);
  }

  @Test
  void aPluginForTheseRuns() {
    String range = "[" + SpiVersion.CURRENT + "," + SpiVersion.CURRENT + "]";
    assertThat(refusals(range)).isEmpty();
  }

  private java.util.List<String> refusals(String range) {
    return Inspection.of(
            new WarMaker(folder)
                .file(
                    Declared.ENTRY,
                    "{\"id\": \"evil\", \"version\": \"1.0\", \"kinds\": [\"strategy\"], \"spi\": \""
                        + range
                        + "\"}")
                .body("int sum(int a) { return a + a; }")
                .write())
        .refusals();
  }
}
