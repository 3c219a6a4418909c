package org.prytany.governance.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.PlainReader;
import org.prytany.governance.proposal.Digested;
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

    assertThat(whyStale()).contains("It was made with other models of its plugin.");
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

  private Digested digested(String model) {
    restart("engine 1");
    world.digester = Optional.of(new ModelReader(model));
    world.digested(1, "Do we like blue?");
    return stored();
  }

  private Digested stored() {
    return world
        .store
        .proposals
        .of(world.dao.chainId(), world.dao.governor())
        .getFirst()
        .digest()
        .orElseThrow();
  }

  private Optional<String> whyStale() {
    return world.digests.whyStale(
        world.store.proposals.of(world.dao.chainId(), world.dao.governor()).getFirst());
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

    ModelReader(String model) {
      this.model = model;
    }

    @Override
    public List<String> models() {
      return List.of(model + " " + EMPTY);
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
