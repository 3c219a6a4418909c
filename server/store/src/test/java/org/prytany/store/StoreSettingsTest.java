package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

class StoreSettingsTest {

  private static final String SECRET = "s3cr3t-pa55word";

  @TempDir Path directory;

  @Test
  void theEmbeddedStoreRefusesARealChainAndNamesTheKeyThatAllowsIt() {
    assertThatThrownBy(() -> open(StoreSettings.embedded(directory, Set.of(31337L, 1L))))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID))
        .hasMessageContaining("[1]")
        .hasMessageContaining("prytany.store.allow-embedded-for-real-chains");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theEmbeddedStoreServesLocalChainsAndRealOnesIfToldSo() {
    open(StoreSettings.embedded(directory.resolve("local"), Set.of(31337L, 1337L)));
    open(
        new StoreSettings(
            Optional.empty(),
            StoreSettings.DEFAULT_DATABASE,
            directory.resolve("real"),
            Set.of(1L),
            true));
  }

  @Test
  void aConnectionStringIsNeverInALogOrAnError() {
    for (String uri :
        List.of(
            "mongodb://alice:" + SECRET + "@127.0.0.1:1/?serverSelectionTimeoutMS=200",
            "mongodb://alice:" + SECRET + "@@:/",
            "mongodb://alice:" + SECRET + "/x@y:99999999",
            "http://alice:" + SECRET + "@host")) {
      StoreSettings settings =
          new StoreSettings(Optional.of(uri), "prytany", directory, Set.of(1L), false);
      assertThat(settings.toString()).doesNotContain(SECRET).doesNotContain("alice");
      assertThat(everythingSaidBy(() -> open(settings)))
          .contains("prytany.store.uri")
          .doesNotContain(SECRET);
    }
  }

  private static void open(StoreSettings settings) {
    Store.open(settings).close();
  }

  /** The log at its finest level, and the whole chain of the failure. */
  private static String everythingSaidBy(ThrowingCallable attempt) {
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    StringWriter said = new StringWriter();
    try {
      assertThatThrownBy(attempt)
          .isInstanceOf(PrytanyException.class)
          .satisfies(e -> e.printStackTrace(new PrintWriter(said, true)));
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
    }
    for (LogRecord record : List.copyOf(records)) {
      said.append(record.getMessage());
      Object[] parameters = record.getParameters();
      said.append(parameters == null ? "" : List.of(parameters).toString());
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(said, true));
      }
    }
    return said.toString();
  }
}
