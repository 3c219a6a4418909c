package org.prytany.signerd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.prytany.signer.wire.WireJson;

class JournalLineTest {

  private static final JournalLine LINE =
      JournalLine.of(1, JournalLine.GENESIS, Instant.EPOCH, new Recorded.Restarted(2, "why"));

  @Test
  void aLineSaysNothingOfWhatItHasNot() {
    String now = WireJson.text(LINE);
    String earlier = now.replace("\"restarted\":", "\"anchored\":null,\"restarted\":");

    assertThat(now).doesNotContain("anchored");
    assertThat(JournalLine.read(now)).isEqualTo(LINE);
    assertThat(JournalLine.read(earlier)).isEqualTo(LINE);
  }

  @Test
  void whatNoVersionKnowsOrEveryOneHasIsNotRead() {
    String now = WireJson.text(LINE);

    for (String bad :
        new String[] {
          now.replace("\"sequence\":1", "\"sequenze\":1"),
          now.replace("\"sequence\":1,", ""),
          now.replace("\"restarted\":", "\"more\":1,\"restarted\":"),
          "[]",
          ""
        }) {
      assertThat(bad).isNotEqualTo(now);
      assertThatThrownBy(() -> JournalLine.read(bad)).isInstanceOf(RuntimeException.class);
    }
  }
}
