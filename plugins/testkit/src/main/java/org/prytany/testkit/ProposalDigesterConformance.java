package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prytany.judging.DigestCheck;
import org.prytany.judging.Names;
import org.prytany.judging.ReadText;
import org.prytany.spi.Bounds;
import org.prytany.spi.Claim;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** What every {@link ProposalDigester} has to keep. Extend it with an empty subclass. */
public abstract class ProposalDigesterConformance extends PluginConformance<ProposalDigester> {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** The host's services; a stub embedder unless the digester needs the real model. */
  protected DigestContext context() {
    return StubTextEmbedder.context();
  }

  /**
   * The text as it is judged: by its letters. The host reads it, and refuses more of repaired
   * sentences; a digester that makes these gives its own reading here.
   */
  protected ReadText read(String text) {
    return ReadText.byLetters(text);
  }

  @Override
  final void exercise(ProposalDigester plugin) {
    plugin.digest(SampleProposal.grant(), context());
    plugin.models();
    plugin.readsTextAlone();
  }

  /** By the code that the host judges with. */
  @Test
  void the_host_would_refuse_no_digest() {
    ProposalSnapshot grant = SampleProposal.grant();
    assertAccepted(grant.description(), digest(grant));
    for (String text : HostileTexts.all()) {
      assertAccepted(text, digest(SampleProposal.of().text(text).snapshot()));
    }
  }

  @Test
  void the_host_would_refuse_no_model() {
    List<String> models = Bounds.list("models", String.class, plugin().models(), Bounds.MOST_RULES);
    assertThat(Names.fault("its model", models)).isEmpty();
  }

  @Test
  void an_ordinary_proposal_gets_a_headline_and_sentences() {
    TextDigest digest = digest(SampleProposal.grant());
    assertThat(digest.headline()).isNotBlank();
    assertThat(digest.headline().split("\\s+", -1)).hasSizeLessThanOrEqualTo(25);
    assertThat(digest.sentences()).hasSizeBetween(1, 4);
    assertThat(digest.algorithm()).isNotBlank();
  }

  @Test
  void the_same_proposal_gives_the_same_digest_whatever_came_between() {
    ProposalDigester plugin = plugin();
    TextDigest first = plugin.digest(SampleProposal.grant(), context());
    plugin.digest(SampleProposal.of().text("# Other\n\nPay 9 ETH now.").snapshot(), context());
    assertThat(plugin.digest(SampleProposal.grant(), context())).isEqualTo(first);
    assertThat(digest(SampleProposal.grant())).isEqualTo(first);
  }

  @Test
  void the_digest_of_a_text_does_not_depend_on_simulated_effects() {
    ProposalSnapshot with = SampleProposal.grant();
    ProposalSnapshot without =
        SampleProposal.of()
            .pays(SampleProposal.USDC, new BigInteger("25000000000"), SampleProposal.account(0x11))
            .withoutSimulation()
            .snapshot();
    assertThat(digest(without)).isEqualTo(digest(with));
  }

  @Test
  void a_digester_that_reads_the_text_alone_gives_the_same_digest_whatever_the_calls() {
    ProposalSnapshot grant = SampleProposal.grant();
    ProposalSnapshot other = SampleProposal.of().text(grant.description()).snapshot();
    if (plugin().readsTextAlone()) {
      assertThat(digest(other)).isEqualTo(digest(grant));
    }
  }

  @Test
  void every_model_that_is_run_is_named() {
    ProposalDigester plugin = plugin();
    NotedModels noted = new NotedModels(context().embedder());
    plugin.digest(SampleProposal.grant(), noted);
    assertThat(plugin.models()).as("models()").containsAll(noted.run());
  }

  /** Whether a model answers, or with what: the digest is the text's, or the host refuses it. */
  @Test
  void what_a_model_writes_is_never_shown() {
    String grant = SampleProposal.grant().description();
    String made = "Zebras are paid a fortune by the ministry of silly walks.";
    for (String text : List.of(grant, HostileTexts.all().getFirst())) {
      ProposalSnapshot proposal = SampleProposal.of().text(text).snapshot();
      for (StubTextGenerator model :
          List.of(
              StubTextGenerator.of(text),
              StubTextGenerator.of(text).writes(made, 0).writes(made, 1))) {
        TextDigest digest = plugin().digest(proposal, model.beside(context()));
        assertAccepted(text, digest);
        assertThat(digest.toString()).as("what is shown of the text").doesNotContain("Zebras");
      }
    }
  }

  @Test
  void name_and_version_stay_as_they_are_while_texts_are_read() {
    ProposalDigester plugin = plugin();
    String before = plugin.id() + " " + plugin.version() + " " + plugin.models();
    plugin.digest(SampleProposal.grant(), context());
    assertThat(plugin.id() + " " + plugin.version() + " " + plugin.models()).isEqualTo(before);
  }

  @Test
  void an_empty_text_gives_an_empty_digest() {
    TextDigest digest = digest(SampleProposal.of().text("").snapshot());
    assertThat(digest.sentences()).isEmpty();
    assertThat(digest.claims()).isEmpty();
    assertThat(digest.headline()).isEmpty();
  }

  @Test
  void hostile_texts_are_digested_with_every_span_inside_the_text() {
    for (String text : HostileTexts.all()) {
      TextDigest digest = digest(SampleProposal.of().text(text).snapshot());
      assertSound(text, digest);
    }
  }

  @Test
  void every_word_of_a_sentence_stands_in_its_span_in_the_same_order() {
    String text = SampleProposal.grant().description();
    for (TextDigest.Sentence sentence : digest(SampleProposal.grant()).sentences()) {
      if (!sentence.repaired()) {
        assertThat(words(sentence.span().of(text)))
            .as("words of the source")
            .containsSubsequence(words(sentence.text()));
      }
      for (TextDigest.Piece piece : sentence.pieces()) {
        assertThat(words(piece.span().of(text)))
            .as("words of the source")
            .containsSubsequence(words(piece.text()));
      }
    }
  }

  private TextDigest digest(ProposalSnapshot snapshot) {
    return plugin().digest(snapshot, context());
  }

  private void assertAccepted(String text, TextDigest digest) {
    assertThat(digest).isNotNull();
    assertThat(DigestCheck.fault(digest, text, read(text)))
        .as(text.substring(0, Math.min(40, text.length())))
        .isEmpty();
  }

  private static void assertSound(String text, TextDigest digest) {
    String start = text.substring(0, Math.min(40, text.length()));
    int before = 0;
    assertThat(digest.sentences()).as(start).hasSizeLessThanOrEqualTo(4);
    for (TextDigest.Sentence sentence : digest.sentences()) {
      assertInside(start, text, sentence.span());
      assertThat(sentence.text()).as(start).isNotBlank();
      assertThat(sentence.span().start()).as("reading order in " + start).isNotNegative();
      assertThat(sentence.span().start())
          .as("reading order in " + start)
          .isGreaterThanOrEqualTo(before);
      before = sentence.span().start();
    }
    for (Claim claim : digest.claims()) {
      assertInside(start, text, claim.span());
    }
  }

  private static void assertInside(String start, String text, Span span) {
    assertThat(span.end()).as(start).isLessThanOrEqualTo(text.length());
    assertThat(span.end()).as(start).isGreaterThan(span.start());
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }
}
