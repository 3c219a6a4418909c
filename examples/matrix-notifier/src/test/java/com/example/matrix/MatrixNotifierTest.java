package com.example.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Notifier;
import org.prytany.testkit.NotifierConformance;
import org.prytany.testkit.SampleNotice;
import org.prytany.testkit.StubPluginContext;

/** What every notifier has to keep, and what this one promises. */
class MatrixNotifierTest extends NotifierConformance {

  @Override
  protected Notifier plugin() {
    return new MatrixNotifier();
  }

  @Test
  void it_writes_a_text_and_html_in_which_nothing_of_a_stranger_is_a_tag() {
    Notifier notifier = plugin();
    notifier.start(StubPluginContext.of(Map.of("name", "The \"DAO\"")));
    assertThat(notifier.render(SampleNotice.quoting("<b>100 \"USDC\"</b>")).body())
        .startsWith("{\"text\":\"Prytany: A proposal waits for a person (Demo DAO)\\u000aProposal:")
        .contains("“<b>100 \\\"USDC\\\"</b>”")
        .contains("“&lt;b&gt;100 &quot;USDC&quot;&lt;/b&gt;”")
        .contains("https://dao.example/#/daos/demo/proposals/7")
        .endsWith(",\"username\":\"The \\\"DAO\\\"\"}");
  }
}
