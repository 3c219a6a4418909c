package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The example of docs/writing-a-plugin.md is a plugin that the suite passes. */
class LeadByModelTest extends ProposalDigesterConformance {

  private static final String TEXT =
      "# Audit\n\nHello all.\nWe pay 900 USDC to the audit team.\nIt is needed.\nThanks.\n";

  @Override
  protected ProposalDigester plugin() {
    return new LeadByModel();
  }

  @Test
  void it_shows_the_lines_on_which_the_models_sentences_rest() {
    StubTextGenerator model =
        StubTextGenerator.of(TEXT).writes("The audit team is paid 900 USDC.", 1);
    ProposalSnapshot proposal = SampleProposal.of().text(TEXT).snapshot();
    assertThat(plugin().digest(proposal, model.context()).sentences())
        .extracting(TextDigest.Sentence::text)
        .containsExactly("We pay 900 USDC to the audit team.");
    assertThat(plugin().digest(proposal, StubTextGenerator.of(TEXT).context()).sentences())
        .extracting(TextDigest.Sentence::text)
        .containsExactly("Hello all.", "We pay 900 USDC to the audit team.", "It is needed.");
    assertThat(model.asked()).hasSize(1);
  }

  @Test
  void the_stub_keeps_the_hosts_bounds() {
    StubTextGenerator model = StubTextGenerator.of(TEXT).writes("Hello all.", 0);
    TextDigest.Sentence hello = new TextDigest.Sentence("Hello all.", new Span(9, 19));
    assertThat(model.generate(List.of(new TextDigest.Sentence("Secret.", new Span(9, 19)))))
        .isEmpty();
    assertThat(model.generate(List.of(hello))).hasSize(1);
    assertThat(model.generate(List.of(hello))).hasSize(1);
    assertThat(model.generate(List.of(hello))).isEmpty();
    assertThatThrownBy(() -> model.generate(Collections.nCopies(61, hello)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_docs_have_it_as_it_is() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/prytany/testkit/LeadByModel.java"));
    assertThat(Files.readString(Path.of("..", "..", "docs", "writing-a-plugin.md")))
        .contains(source.substring(source.indexOf("/**\n * Shows the lines")));
  }
}
