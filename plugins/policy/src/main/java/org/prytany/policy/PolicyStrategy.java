package org.prytany.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * Votes by the policy file that the operator configured. The file is read once, when the WAR
 * starts: editing it later changes no vote until the plugin is started again, and then its version
 * says so.
 */
@ApplicationScoped
public class PolicyStrategy implements VoteStrategy {

  private static final Logger LOG = System.getLogger(PolicyStrategy.class.getName());
  private static final String KEY = "prytany.policy.file";
  private static final String BUILT_IN = "built-in-policy.yaml";

  private final Policy policy;

  /** For the container's proxy only, which passes every call on and never decides itself. */
  protected PolicyStrategy() {
    this(Policy.WITHOUT_RULES);
  }

  /**
   * @param file path of the policy; without it everything is left to a person
   * @throws PolicyException if the file cannot be read or holds a mistake
   */
  @Inject
  public PolicyStrategy(@ConfigProperty(name = KEY) Optional<String> file) {
    this(
        file.isPresent()
            ? Policy.read(file.get(), content(Path.of(file.get())))
            : Policy.read(BUILT_IN, builtIn()));
    LOG.log(Level.INFO, "policy {0}, sha256 {1}", file.orElse("built in"), policy.sha256());
  }

  /** Votes by a policy at hand, e.g. to replay one over past proposals. */
  public PolicyStrategy(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String id() {
    return "policy-cel";
  }

  /** The plugin's version, and the mark of the policy that it votes by. */
  @Override
  public String version() {
    return "0.1.0+policy." + policy.mark();
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return policy.decide(situation);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new PolicyException(
          "there is no policy file at '" + file + "'; set " + KEY + " to one that exists", e);
    } catch (MalformedInputException e) {
      throw new PolicyException("the policy file '" + file + "' is not UTF-8", e);
    } catch (IOException e) {
      throw new PolicyException("the policy file '" + file + "' cannot be read", e);
    }
  }

  private static String builtIn() {
    try (InputStream in = PolicyStrategy.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + " is missing from the plugin");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
