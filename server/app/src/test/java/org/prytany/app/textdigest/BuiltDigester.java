package org.prytany.app.textdigest;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.signing.Seals;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.VoteStrategy;

/** The digest plugin as it was built, in a class loader of its own as the server has it. */
record BuiltDigester(ProposalDigester built) implements Plugins, RunningDigester {

  private static final Path WAR = Path.of("../../plugins/digest/target/prytany-digest/WEB-INF");

  /** Newer than those of the archive, which a mere test does not pack anew. */
  private static final Path CLASSES = Path.of("../../plugins/digest/target/classes");

  static boolean isThere() {
    return Files.isDirectory(WAR.resolve("lib")) && Files.isDirectory(CLASSES);
  }

  static TextDigester textDigester() throws Exception {
    List<URL> path = new ArrayList<>(List.of(url(CLASSES)));
    try (Stream<Path> libraries = Files.list(WAR.resolve("lib"))) {
      for (Path library : libraries.sorted().toList()) {
        path.add(url(library));
      }
    }
    ClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), BuiltDigester.class.getClassLoader());
    Object plugin =
        loader.loadClass("org.prytany.digest.CorenlpDigester").getConstructor().newInstance();
    return new TextDigester(
        new DigestService(
            new BuiltDigester((ProposalDigester) plugin),
            new CountedWords(),
            Optional.empty(),
            ChainAdapters.offlineDecoder(),
            ChainAdapters.offlineSimulator(),
            ChainFactsReader.NONE,
            ClaimCheck.standard(),
            null,
            Seals.NONE,
            null,
            InstantSource.system()),
        KnownFunctions.bundled());
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  @Override
  public Optional<RunningDigester> digester() {
    return Optional.of(this);
  }

  @Override
  public String id() {
    return built.id();
  }

  @Override
  public String version() {
    return built.version();
  }

  @Override
  public String deployment() {
    return "built";
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    return built.digest(proposal, context);
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

  /** Which sentences are chosen does not matter here. */
  private static final class CountedWords implements TextEmbedder {

    @Override
    public float[][] embed(List<String> sentences) {
      return sentences.stream().map(this::one).toArray(float[][]::new);
    }

    private float[] one(String sentence) {
      float[] vector = new float[dimensions()];
      for (String word : sentence.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
        vector[Math.floorMod(word.hashCode(), vector.length)] += 0.1f;
      }
      return vector;
    }

    @Override
    public int dimensions() {
      return 32;
    }

    @Override
    public String modelId() {
      return "counted-words";
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
