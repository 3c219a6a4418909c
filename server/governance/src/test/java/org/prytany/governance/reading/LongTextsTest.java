package org.prytany.governance.reading;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.governance.document.Description;
import org.prytany.reading.Reading;
import org.prytany.testkit.LongInputs;

/** A proposal's text of any length is read on little stack; what it costs, ReadingCostTest says. */
class LongTextsTest {

  /** Markdown that nests, and what is most often in a text. */
  private static final List<String> UNITS =
      List.of(
          ">",
          "> ",
          "- ",
          "  - ",
          "1. ",
          "[",
          "](",
          "![",
          "**",
          "*a ",
          "_",
          "`",
          "```\n",
          "# ",
          "|",
          "|a|\n|-|\n",
          "<div>",
          "<!--",
          "&amp;",
          "\\",
          "~~",
          "a ",
          "Pay 1 USDC. ",
          "\n\n",
          "\n\t",
          "0x",
          "https://a.b/",
          "{\"description\":\"",
          "---\n",
          "é",
          "\ud83d\ude00",
          "[^1]: ");

  @Test
  void onLittleStack() throws InterruptedException {
    LongInputs.assertRead("a text", UNITS, UNITS.size(), IllegalStateException.class, Reading::of);
  }

  @Test
  void whatATextIsWrappedIn() throws InterruptedException {
    LongInputs.assertRead(
        "a description", UNITS, UNITS.size(), IllegalStateException.class, Description::of);
  }
}
