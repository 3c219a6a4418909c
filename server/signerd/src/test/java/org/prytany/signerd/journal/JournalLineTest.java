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
  void aLineOfAnEarlierVersionSaysNothingOfWhatThatDidNotKnow() {
    String now = WireJson.text(LINE);
    String earlier = now.replace(",\"anchored\":null", "");

    assertThat(earlier).isNotEqualTo(now);
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
          now.replace("\"anchored\":null", "\"anchored\":null,\"more\":1"),
          "[]",
          ""
        }) {
      assertThatThrownBy(() -> JournalLine.read(bad)).isInstanceOf(RuntimeException.class);
    }
  }
}
