package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;

class QueryTest {

  @Test
  void whatIsMissingIsSaidByItsName() {
    assertThatThrownBy(() -> Query.sha256("values", null))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("'values' should be 32 bytes");
    assertThatThrownBy(() -> Query.account("operator", null))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("'operator' should be an account's address");
    assertThat(Query.sha256("values", "0x" + "A".repeat(64))).isEqualTo("a".repeat(64));
  }
}
