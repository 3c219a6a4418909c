package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreCopyTest {

  private static final Restored RESTORED =
      new Restored("a".repeat(64), Samples.NOW, Samples.NOW.plusSeconds(9), 2, "5:0xab");

  @TempDir private Path first;
  @TempDir private Path second;

  private static StoreSettings at(Path data) {
    return StoreSettings.embedded(data, Set.of(Samples.CHAIN));
  }

  private static Map<String, List<String>> all(Path data) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try (StoreCopy copy = StoreCopy.open(at(data))) {
      for (String name : StoreCopy.COLLECTIONS) {
        List<String> lines = new ArrayList<>();
        copy.read(name, lines::add);
        assertThat(copy.count(name)).isEqualTo(lines.size());
        all.put(name, lines);
      }
    }
    return all;
  }

  @Test
  void whatIsPutIntoAnotherStoreIsTheSameThere() {
    try (Store store = Store.open(at(first))) {
      FilledStore.fill(store);
    }
    Map<String, List<String>> taken = all(first);
    try (StoreCopy copy = StoreCopy.open(at(second))) {
      assertThat(copy.free()).isTrue();
      copy.begin();
      taken.forEach(copy::write);
      copy.ended(StoreCopy.presentForm(), RESTORED);
      assertThat(copy.free()).isFalse();
    }

    assertThat(all(second)).isEqualTo(taken);
    try (Store store = Store.open(at(second))) {
      FilledStore.requireFilled(store);
      FilledStore.requirePositions(store);
      assertThat(store.restored()).contains(RESTORED);
      store.restoredIsLogged();
      assertThat(store.restored()).isEmpty();
    }
  }

  @Test
  void aRestoreThatWasKilledIsNotStartedOnAndBeginsAnew() {
    try (Store store = Store.open(at(first))) {
      FilledStore.fill(store);
    }
    Map<String, List<String>> taken = all(first);
    try (StoreCopy copy = StoreCopy.open(at(second))) {
      copy.begin();
      copy.write("proposals", taken.get("proposals"));
    }

    assertThatThrownBy(() -> Store.open(at(second)))
        .hasMessageContaining("did not end")
        .hasMessageContaining("prytany restore");
    try (StoreCopy copy = StoreCopy.open(at(second))) {
      assertThatThrownBy(copy::form).hasMessageContaining("did not end");
      assertThat(copy.free()).isTrue();
      copy.begin();
      taken.forEach(copy::write);
      copy.ended(StoreCopy.presentForm(), RESTORED);
    }
    try (Store store = Store.open(at(second))) {
      FilledStore.requireFilled(store);
      FilledStore.requirePositions(store);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"_id\":1}",
        "{\"_id\":1,\"schema\":{\"$numberInt\":\"99\"}}",
        "{\"_id\":1,\"schema\":0}",
        "{\"schema\":3}",
        "{\"_id\":1,\"schema\":3,\"a\":{\"b\":{\"c\":1}}}",
        "{\"_id\":1,\"schema\":3,\"a\":{\"$date\":\"2026-01-01T00:00:00Z\"}}",
        "{\"_id\":1,\"schema\":3,\"$where\":\"x\"}",
        "{\"_id\":1,\"schema\":3,\"a.b\":\"x\"}",
        "{\"_id\":1,\"schema\":3,\"a\":[1]}",
        "{\"_id\":1,\"schema\":3} {\"_id\":2,\"schema\":3}",
        "{\"_id\":1,\"schema\":3,\"a\":{\"$code\":\"x\"}}"
      })
  void whatIsNoDocumentOfAStoreIsRefused(String line) {
    assertThatThrownBy(() -> StoreCopy.document(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepNestingIsRefusedAndDoesNotEndTheProgram() {
    String deep = "{\"a\":".repeat(200_000) + "1" + "}".repeat(200_000);
    assertThatThrownBy(() -> StoreCopy.document(deep)).isInstanceOf(IllegalArgumentException.class);
  }
}
