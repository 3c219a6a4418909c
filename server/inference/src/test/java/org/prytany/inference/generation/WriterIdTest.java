package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a written text is kept by tells every writer from every other, and names no address. */
class WriterIdTest {

  private static final String HASH = "ab".repeat(32);

  @Test
  void eachPartTellsWritersApart() {
    List<WriterId> all =
        List.of(
            WriterId.local("a", HASH, 1, "cpu"),
            WriterId.local("a", HASH, 1, "cuda"),
            WriterId.local("a", HASH, 2, "cpu"),
            WriterId.local("a", "cd".repeat(32), 1, "cpu"),
            WriterId.local("b", HASH, 1, "cpu"),
            WriterId.remote("a", "a", 1),
            WriterId.remote("a", "b", 1),
            WriterId.remote("b", "a", 1));
    Set<String> keys = all.stream().map(WriterId::key).collect(Collectors.toSet());
    assertThat(keys).hasSameSizeAs(all);
    assertThat(all.get(5).route()).isEqualTo("remote:a");
    assertThat(all.get(5).isRemote()).isTrue();
    assertThat(all.getFirst().isRemote()).isFalse();
  }

  /** Two ids cannot be made one key by a blank in a name. */
  @Test
  void whatIsNoNameIsRefused() {
    for (String bad : List.of("", " ", "a b", "a\nb", "a\u202Eb", "x".repeat(201), "ä")) {
      assertThatThrownBy(() -> WriterId.remote(bad, "m", 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> WriterId.remote("e", bad, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> WriterId.local("a", "", 1, "cpu"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WriterId(WriterId.Engine.REMOTE, "e", "m", HASH, 1, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
