package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** One text is read once, for as long as everything that its digest depends on is the same. */
class KnownDigestsTest {

  private final World world = new World();
  private final List<ProposalSnapshot> read = new ArrayList<>();
  private Reader reader = new Reader("1.0", List.of("choice 00"), true);

  @Test
  void the_same_text_of_another_proposal_is_not_read_again() {
    Digested first = digest("Pay 5 USDC.", "0xaa");
    Digested second = digest("Pay 5 USDC.", "0xbb");

    assertThat(read).hasSize(1);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(first.contentHash()).isEqualTo("0xaa");
    assertThat(second.contentHash()).isEqualTo("0xbb");
    assertThat(second.pluginModels()).isEqualTo(first.pluginModels());
    assertThat(second.madeAt()).isEqualTo(first.madeAt());
  }

  @Test
  void what_reads_the_text_alone_gets_nothing_else() {
    digest("Pay 5 USDC.", "0xaa");

    assertThat(read.getFirst().description()).isEqualTo("Pay 5 USDC.");
    assertThat(read.getFirst().actions()).isEmpty();
    assertThat(read.getFirst().contentHash()).isNotEqualTo("0xaa");
    assertThat(read.getFirst().key().governor()).isEqualTo(Address.ZERO);
  }

  @Test
  void a_digester_that_may_look_at_the_calls_reads_every_proposal() {
    reader = new Reader("1.0", List.of(), false);
    digest("Pay 5 USDC.", "0xaa");
    digest("Pay 5 USDC.", "0xaa");

    assertThat(read).hasSize(2);
    assertThat(read.getFirst().contentHash()).isEqualTo("0xaa");
  }

  @Test
  void another_text_plugin_deployment_or_model_of_the_plugin_is_read_anew() {
    digest("Pay 5 USDC.", "0xaa");
    digest("Pay 6 USDC.", "0xaa");
    assertThat(read).as("another text").hasSize(2);
    reader = new Reader("1.1", List.of("choice 00"), true);
    digest("Pay 5 USDC.", "0xaa");
    assertThat(read).as("another version").hasSize(3);
    reader = new Reader("1.1", List.of("choice 01"), true);
    digest("Pay 5 USDC.", "0xaa");
    assertThat(read).as("another model").hasSize(4);
    world.deployment = "2";
    digest("Pay 5 USDC.", "0xaa");
    assertThat(read).as("another deployment").hasSize(5);
    digest("Pay 5 USDC.", "0xaa");
    assertThat(read).hasSize(5);
  }

  @Test
  void texts_that_look_the_same_are_read_once() {
    // A half of a pair is no text: the reader gets U+FFFD for either.
    digest("Pay \ud83d now.", "0xaa");
    digest("Pay \ud83c now.", "0xaa");
    digest("Pay x now.", "0xaa");

    assertThat(read).hasSize(2);
  }

  @Test
  void a_text_that_failed_is_tried_again() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> digest("odd", "0xaa")).hasMessageContaining("failed on this text");
    }
    assertThat(read).hasSize(2);
  }

  @Test
  void only_a_few_are_kept_and_those_used_last() {
    digest("first", "0xaa");
    digest("second", "0xaa");
    for (int i = 0; i < 15; i++) {
      digest("text " + i, "0xaa");
      digest("first", "0xaa");
    }
    assertThat(read).hasSize(17);
    digest("first", "0xaa");
    assertThat(read).as("used last").hasSize(17);
    digest("second", "0xaa");
    assertThat(read).as("used longest ago").hasSize(18);
  }

  @Test
  void a_digest_that_is_very_long_is_not_kept_and_pushes_none_out() {
    digest("first", "0xaa");
    String long1 = "x".repeat(4 * 900_000);
    digest(long1, "0xaa");
    digest(long1, "0xaa");
    assertThat(read).hasSize(3);
    digest("first", "0xaa");
    assertThat(read).hasSize(3);
  }

  private Digested digest(String text, String contentHash) {
    world.digester = Optional.of(reader);
    return world.digests.readText(
        new ProposalSnapshot(
            new ProposalKey(1, new Address("0x" + "1".repeat(40)), BigInteger.ONE),
            Address.ZERO,
            text,
            contentHash,
            List.of(),
            Optional.empty()));
  }

  /** Says the whole text in one sentence. */
  private final class Reader implements ProposalDigester {
    private final String version;
    private final List<String> models;
    private final boolean textAlone;

    Reader(String version, List<String> models, boolean textAlone) {
      this.version = version;
      this.models = models;
      this.textAlone = textAlone;
    }

    @Override
    public String id() {
      return "reader";
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public List<String> models() {
      return models;
    }

    @Override
    public boolean readsTextAlone() {
      return textAlone;
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      read.add(proposal);
      String text = proposal.description();
      if (text.equals("odd")) {
        throw new IllegalStateException("no idea");
      }
      List<TextDigest.Sentence> sentences = new ArrayList<>();
      for (int at = 0; at < text.length(); at += 900_000) {
        var span = new Span(at, Math.min(text.length(), at + 900_000));
        sentences.add(new TextDigest.Sentence(span.of(text), span));
      }
      return new TextDigest("", sentences, List.of(), "whole/1");
    }
  }
}
