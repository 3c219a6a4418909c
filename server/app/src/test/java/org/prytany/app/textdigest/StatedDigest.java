package org.prytany.app.textdigest;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.VoteStrategy;

/** A plugin that digests every text to what the test states, in a house without a chain. */
public record StatedDigest(TextDigest stated) implements Plugins, RunningDigester {

  /** Decoding and comparison are the real ones. */
  public DigestService service() {
    return new DigestService(
        this,
        new NoModel(),
        Optional.empty(),
        ChainAdapters.offlineDecoder(),
        ChainAdapters.offlineSimulator(),
        ChainFactsReader.NONE,
        ClaimCheck.standard(),
        null,
        Seals.NONE,
        null,
        InstantSource.system());
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    return stated;
  }

  @Override
  public String deployment() {
    return "stated";
  }

  @Override
  public String id() {
    return "stated";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Optional<RunningDigester> digester() {
    return Optional.of(this);
  }

  @Override
  public Optional<VoteStrategy> strategy() {
    return Optional.empty();
  }

  @Override
  public Optional<RunningExecutor> executor() {
    return Optional.empty();
  }

  @Override
  public List<PluginStatus> statuses() {
    return List.of();
  }

  /** A stated digest needs no sentence embedded. */
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
