package org.prytany.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.testkit.LongInputs;

/** An operator's file of any length is read, or refused in words. */
class LongSettingsTest {

  private static final List<String> KEYS =
      List.of(
          "prytany.daos=",
          "prytany.proxies=",
          "prytany.operators=",
          "prytany.public-origin=",
          "prytany.plugins.sha256=",
          "prytany.poll-interval=",
          "prytany.store.uri=",
          "prytany.digest.key=",
          "prytany.alerts.channels=",
          "prytany.daos=one\nprytany.dao.one.rpc-url=",
          "prytany.daos=one\nprytany.dao.one.labels.",
          "");

  private static final List<String> UNITS =
      List.of(
          "a",
          "a,",
          "1.",
          "::,",
          "0x",
          "https://a,",
          "mongodb://a",
          "\\u0041",
          "\\\n",
          "=",
          "a=b\n",
          "prytany.");

  @TempDir private Path folder;

  @Test
  void onLittleStack() throws InterruptedException {
    for (String key : KEYS) {
      LongInputs.assertRead(key, UNITS, UNITS.size(), PrytanyException.class, reading(key));
    }
  }

  @Test
  void inTimeThatGrowsWithIt() {
    for (String key : List.of("prytany.proxies=", "prytany.plugins.sha256=", "")) {
      LongInputs.assertLinear(
          key, List.of("a,", "0x", "a=b\n"), PrytanyException.class, reading(key));
    }
  }

  private Consumer<String> reading(String key) {
    return text -> {
      Path file = folder.resolve("prytany.properties");
      try {
        Files.writeString(file, key + text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      SettingsReader.read(
          OperatorFile.read(file).values(),
          new SettingsReader.Surroundings(
              folder, folder.resolve("data"), Optional.empty(), 9080, Optional.empty()));
    };
  }
}
