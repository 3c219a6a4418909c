package org.prytany.governance.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditHead;

class AnchorTest {

  @Test
  void anAnchorIsReadBackFromItsBytesAndNothingElseIs() {
    Anchor anchor = new Anchor(new AuditHead(812, "0x" + "5a".repeat(32)));

    assertThat(anchor.data()).hasSize(2 + 2 * 62).startsWith("0x7072797461");
    assertThat(Anchor.read(anchor.data())).contains(anchor);
    assertThat(Anchor.read(anchor.data() + "00")).isEmpty();
    assertThat(Anchor.read(anchor.data().replaceFirst("0x70", "0x71"))).isEmpty();
    assertThat(Anchor.read("0x")).isEmpty();
  }
}
