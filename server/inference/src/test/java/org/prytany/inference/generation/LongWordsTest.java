package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.inference.generation.bound.BoundException;
import org.prytany.inference.generation.bound.BoundSession;
import org.prytany.inference.generation.bound.Element;
import org.prytany.inference.generation.bound.Provider;

/** The runtime's words have no bound of their own: what is longer than is read here is cut. */
class LongWordsTest {

  private static final int LONG = 70_000;
  private static final int READ = 1 << 16;

  @TempDir private static Path folder;

  @Test
  void aFailureOfManyWordsIsSaidInItsFirst() {
    Path nowhere = Path.of("/none".repeat(LONG / 5));
    assertThatThrownBy(() -> BoundSession.open(nowhere, 1, Provider.CPU))
        .isInstanceOf(BoundException.class)
        .hasMessageContaining("CreateSession")
        .hasMessageContaining("/none/none")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeBetween(READ / 2, READ + 100));
  }

  @Test
  void aNameThatIsTooLongIsCutAndNothingOfItStays() throws IOException {
    try (BoundSession session = BoundSession.open(copying("small", "x"), 1, Provider.CPU)) {
      assertThat(session.inputs()).containsOnlyKeys("x");
      long before = session.unreleased();
      // Two bytes each: the bound falls between two letters, and with one before, into one.
      for (String name : new String[] {"é".repeat(LONG), "x" + "é".repeat(LONG)}) {
        try (BoundSession other = BoundSession.open(copying("long", name), 1, Provider.CPU)) {
          assertThat(other.inputs().values()).containsExactly(Element.FLOAT);
          String read = other.inputs().keySet().iterator().next();
          assertThat(name).startsWith(read);
          assertThat(read).hasSizeBetween(READ / 2 - 1, READ / 2 + 1);
        }
        assertThat(session.unreleased()).isEqualTo(before);
      }
    }
  }

  /** A graph whose one input is its output. */
  private static Path copying(String file, String input) throws IOException {
    Proto node = new Proto().text(1, input).text(2, "y").text(4, "Identity");
    Proto graph =
        new Proto()
            .message(1, node)
            .text(2, "copying")
            .message(11, value(input))
            .message(12, value("y"));
    Proto model =
        new Proto()
            .number(1, 10)
            .message(7, graph)
            .message(8, new Proto().text(1, "").number(2, 21));
    return Files.write(folder.resolve(file + ".onnx"), model.bytes());
  }

  private static Proto value(String name) {
    Proto shape = new Proto().message(1, new Proto().number(1, 1));
    Proto tensor = new Proto().number(1, 1).message(2, shape);
    return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
  }
}
