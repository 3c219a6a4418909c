package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.world.World;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;

/** A digest is bound to the models that its plugin brought, and to what ran them. */
class PluginModelStalenessTest {

  /** SHA-256 of no bytes at all. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final World world = new World();

  @Test
  void aDigestNamesTheModelsThatWereRunAndTheirRuntime() {
    Digested digested = digested("first");

    assertThat(digested.pluginModels()).containsExactly("first " + EMPTY);
    assertThat(digested.runtime()).isEqualTo("engine 1");
    assertThat(whyStale()).isEmpty();
  }

  @Test
  void aDigestMadeWithOtherModelsOfItsPluginIsStale() {
    digested("first");
    world.digester = Optional.of(new ModelReader("second"));

    assertThat(whyStale()).contains("It was made with other models of its plugin.");
  }

  @Test
  void aDigestMadeWithAnotherRuntimeIsStale() {
    digested("first");
    restart("engine 2");

    assertThat(whyStale()).contains("It was made with another runtime: engine 1.");
  }

  @Test
  void aDigestMadeWithoutTheModelsThatThereAreNowIsStale() {
    world.digested(1, "Do we like blue?");
    world.digester = Optional.of(new ModelReader("first"));
    restart("engine 1");

    assertThat(whyStale()).contains("It was made without the models of its plugin.");
  }

  @Test
  void aTextInAnotherLanguageNeedsNoModelAndIsNotMadeAgain() {
    restart("engine 1");
    world.digester =
        Optional.of(
            new ModelReader("first") {
              @Override
              public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
                return new TextDigest(
                    "",
                    super.digest(proposal, context).sentences(),
                    List.of(),
                    List.of(new TextDigest.Note.NotEnglish()),
                    "lead-1");
              }

              @Override
              void ask(DigestContext context) {}
            });
    world.digested(1, "Wollen wir Blau?");

    assertThat(stored().pluginModels()).isEmpty();
    assertThat(stored().digest().sentences()).isNotEmpty();
    assertThat(whyStale()).isEmpty();
  }

  @Test
  void aModelThatIsNamedAndNotRunForThisTextMakesNoDigestStale() {
    restart("engine 1");
    world.digester = Optional.of(new ModelReader("first", List.of("first", "second")));
    world.digested(1, "Do we like blue?");

    assertThat(stored().pluginModels()).containsExactly("first " + EMPTY);
    assertThat(whyStale()).isEmpty();

    world.digester =
        Optional.of(
            new ModelReader("first") {
              @Override
              void ask(DigestContext context) {}
            });
    world.digested(2, "Do we like green?");

    assertThat(stored(2).pluginModels()).isEmpty();
    assertThat(whyStale(2)).isEmpty();
  }

  @Test
  void aPluginThatRunsAModelThatItDoesNotNameIsToldSoAndNothingIsKept() {
    restart("engine 1");
    world.digester = Optional.of(new ModelReader("first", List.of("second")));

    assertThatThrownBy(() -> world.digested(1, "Do we like blue?"))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("had a model run that it does not name in models(): first " + EMPTY);
    assertThat(proposal(1).digest()).isEmpty();
  }

  @Test
  void aDigestThatIsOutOfDateAtOnceIsNotKept() {
    restart("engine 1");
    AtomicInteger calls = new AtomicInteger();
    world.digester =
        Optional.of(
            new ModelReader("first") {
              @Override
              public String version() {
                return "1." + calls.incrementAndGet();
              }
            });

    assertThatThrownBy(() -> world.digested(1, "Do we like blue?"))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("out of date at once");
    assertThat(proposal(1).digest()).isEmpty();
  }

  private Digested digested(String model) {
    restart("engine 1");
    world.digester = Optional.of(new ModelReader(model));
    world.digested(1, "Do we like blue?");
    return stored();
  }

  private Digested stored() {
    return stored(1);
  }

  private Digested stored(int id) {
    return proposal(id).digest().orElseThrow();
  }

  private Optional<String> whyStale() {
    return whyStale(1);
  }

  private Optional<String> whyStale(int id) {
    return world.digests.whyStale(proposal(id));
  }

  private Proposal proposal(int id) {
    return world.store.proposals.of(world.dao.chainId(), world.dao.governor()).stream()
        .filter(each -> each.key().proposalId().intValueExact() == id)
        .findFirst()
        .orElseThrow();
  }

  private void restart(String runtime) {
    world.scorer =
        Optional.of(
            new FeatureScorer() {
              @Override
              public float[][] score(String modelId, byte[] onnx, float[][] rows) {
                return new float[rows.length][1];
              }

              @Override
              public String runtime() {
                return runtime;
              }
            });
    world.restart();
  }

  /** Brings a model without bytes and has it run. */
  private static class ModelReader extends PlainReader {
    private final String model;
    private final List<String> named;

    ModelReader(String model) {
      this(model, List.of(model));
    }

    ModelReader(String model, List<String> named) {
      this.model = model;
      this.named = named;
    }

    @Override
    public List<String> models() {
      return named.stream().map(each -> each + " " + EMPTY).toList();
    }

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      ask(context);
      return super.digest(proposal, context);
    }

    void ask(DigestContext context) {
      context.scorer().ifPresent(scorer -> scorer.score(model, new byte[0], new float[1][1]));
    }
  }
}
