package com.example.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.ProposalDigesterConformance;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.StubTextGenerator;

/** What every digester has to keep, and what this one promises. */
class TemplateDigestTest extends ProposalDigesterConformance {

  private static final String TEMPLATE =
      """
      # [GIP-7] Pay the auditors

      Posted in the forum last week.

      ## Summary

      The DAO pays 40,000 USDC for an audit of the vault.
      - a list is no sentence
      The audit begins in May.

      ## Motivation

      The vault has not been looked at since it was deployed.
      """;

  @Override
  protected ProposalDigester plugin() {
    return new TemplateDigest();
  }

  @Test
  void it_shows_the_summary_and_the_title_without_its_number() {
    TextDigest digest = digest(TEMPLATE);

    assertThat(digest.headline()).isEqualTo("Pay the auditors");
    assertThat(digest.sentences())
        .extracting(TextDigest.Sentence::text)
        .containsExactly(
            "The DAO pays 40,000 USDC for an audit of the vault.", "The audit begins in May.");
  }

  @Test
  void of_a_text_without_the_template_it_shows_the_first_lines() {
    assertThat(digest("Pay the gardener 2 ETH.\nThe garden needs it.\n").sentences())
        .extracting(TextDigest.Sentence::text)
        .containsExactly("Pay the gardener 2 ETH.", "The garden needs it.");
  }

  private TextDigest digest(String text) {
    return plugin()
        .digest(
            SampleProposal.of().text(text).snapshot(), StubTextGenerator.of(text).context());
  }
}
