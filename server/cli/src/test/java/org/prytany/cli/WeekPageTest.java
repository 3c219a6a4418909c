package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class WeekPageTest {

  private static ObjectNode empty() {
    ObjectNode period = ApiClient.JSON.createObjectNode();
    period
        .put("name", "Demo")
        .put("from", "2026-11-18T16:00:00Z")
        .put("to", "2026-12-02T16:00:00Z");
    period.put("now", "2026-11-25T16:00:00Z");
    return period;
  }

  @Test
  void saysWhatIsDueWhatIsStoppedWhatWasPaidAndWhatHappened() {
    ObjectNode period = empty();
    period
        .putArray("due")
        .addObject()
        .put("what", "vote")
        .put("headline", "A grant")
        .put("notBefore", "2026-11-25T16:00:00Z")
        .put("latestSafe", "2026-11-26T08:30:00Z")
        .put("detail", "");
    period
        .withArray("due")
        .addObject()
        .put("what", "pay out")
        .put("headline", "A budget")
        .put("notBefore", "2026-11-25T10:00:00Z");
    period
        .withArray("due")
        .addObject()
        .put("what", "pay out")
        .put("headline", "Another")
        .put("notBefore", "2026-11-27T10:00:00.5Z");
    ObjectNode blocked = period.putArray("blocked").addObject();
    blocked.put("headline", "A trick").put("state", "voting is open");
    blocked.putArray("reasons").add("Ten times as much.");
    period
        .putArray("paid")
        .addObject()
        .put("line", "25,000 USDC")
        .put("payments", 2)
        .put("token", "0xcc");
    period
        .putArray("unlisted")
        .addObject()
        .put("line", "3 USDC")
        .put("from", "0xaa")
        .put("to", "0xbb")
        .put("headline", "A pool");
    period
        .putArray("unknown")
        .addObject()
        .put("headline", "An old one")
        .put("why", "Its receipt is missing.");
    ObjectNode happened = period.putArray("happened").addObject();
    happened.put("kind", "executed").put("at", "2026-11-20T10:11:12Z").put("about", true);
    happened
        .put("headline", "Budget")
        .putArray("details")
        .add("The receipt: exactly as simulated.");

    assertThat(WeekPage.of(period, Terminal.PLAIN))
        .contains("Demo\n2026-11-18 16:00 UTC to 2026-12-02 16:00 UTC")
        .contains("  - vote, at the latest 2026-11-26 08:30 UTC: A grant")
        .contains("  - pay out, now: A budget")
        .contains("  - pay out, from 2026-11-27 10:00 UTC: Another")
        .contains("  x A trick (voting is open)\n    Ten times as much.")
        .contains("  - 25,000 USDC in 2 payments, token 0xcc")
        .contains(
            "Paid by other accounts (in no sum above)\n  - 3 USDC from 0xaa to 0xbb\n    A pool")
        .contains("  - An old one\n    Its receipt is missing.")
        .contains("  - executed about 2026-11-20 10:11 UTC: Budget")
        .contains("    The receipt: exactly as simulated.");
  }

  @Test
  void aQuietWeekSaysNothing() {
    assertThat(WeekPage.of(empty(), Terminal.PLAIN))
        .contains("What is due\n  Nothing.", "What happened\n  Nothing.");
  }
}
