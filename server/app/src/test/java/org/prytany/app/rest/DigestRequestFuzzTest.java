package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.DigestLineView;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.digest.ChainFactsReader;
import org.prytany.governance.digest.ClaimCheck;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteStrategy;

/**
 * Any bytes as the body of a request for a digest. In a build it sends the inputs kept beside it;
 * docs/fuzzing.md says how to look for new ones.
 */
class DigestRequestFuzzTest {

  @DictionaryFile(resourcePath = "fuzz.dict")
  @FuzzTest(maxDuration = "10m")
  void anyRequestIsDigestedOrRefusedAsInvalid(byte[] bytes) throws IOException {
    try {
      Body body = Body.read(new ByteArrayInputStream(bytes));
      DigestLineView line =
          new TextDigester(service())
              .digest(
                  body.optionalText("id").orElse(""),
                  body.optionalText("title").orElse(""),
                  body.text("body"),
                  DigestResource.actions(body.list("actions")));
      assertThat(line.contentHash()).matches("0x[0-9a-f]{64}");
      assertThat(line.error()).isEmpty();
    } catch (PrytanyException e) {
      assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT);
    }
  }

  private static DigestService service() {
    return new DigestService(
        new OneDigester(),
        new NoModel(),
        Optional.empty(),
        ChainAdapters.offlineDecoder(),
        ChainAdapters.offlineSimulator(),
        ChainFactsReader.NONE,
        ClaimCheck.standard(),
        null,
        null,
        InstantSource.system());
  }

  /** Digests every text to nothing: the reading of text is fuzzed where it is made. */
  private static final class OneDigester implements Plugins, ProposalDigester {

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return new TextDigest("", List.of(), List.of(), "nothing/1");
    }

    @Override
    public String id() {
      return "nothing";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Optional<ProposalDigester> digester() {
      return Optional.of(this);
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.empty();
    }

    @Override
    public Optional<TreasuryExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return List.of();
    }
  }

  /** No sentence is embedded here. */
  private static final class NoModel implements TextEmbedder {

    @Override
    public float[][] embed(List<String> sentences) {
      throw new IllegalStateException("nothing is to be embedded");
    }

    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public String modelId() {
      return "none";
    }

    @Override
    public String modelSha256() {
      return "0".repeat(64);
    }

    @Override
    public String device() {
      return "cpu";
    }
  }
}
