package org.prytany.bench.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

class ReckoningTest {

  @Test
  void votesAndPayoutsOfAllDaosCount() throws IOException {
    Reckoning its =
        of(
            """
            [{"kept":{"votes":{"due":3,"met":2,"missed":1,"dropped":4},"payouts":{"due":1,"met":1}}},
             {"kept":{"votes":{"due":0,"met":0},"payouts":{"due":4,"met":3}}}]
            """);

    assertThat(its).isEqualTo(new Reckoning(6, 8));
    assertThat(its.words(10)).startsWith("met ÷ due 6 ÷ 8 = 0.750; not counted").endsWith(": 2");
  }

  @Test
  void whereNothingWasDueThereIsNoShare() throws IOException {
    assertThat(of("[]").words(4)).startsWith("nothing fell due;").endsWith(": 4");
  }

  private static Reckoning of(String daos) throws IOException {
    return Reckoning.of(ApiClient.JSON.readTree(daos));
  }
}
