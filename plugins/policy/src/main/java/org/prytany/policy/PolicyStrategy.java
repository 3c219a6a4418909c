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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prytany.rules.Policy;
import org.prytany.rules.PolicyException;
import org.prytany.spi.Address;
import org.prytany.spi.ChangedRules;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteRule;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * Votes by the policy file that the operator configured. The file is read when the WAR starts:
 * editing it later changes no vote until the plugin is started again, or the host has it adopt the
 * file that an operator confirmed; then its version says so.
 */
@ApplicationScoped
public class PolicyStrategy implements VoteStrategy {

  private static final Logger LOG = System.getLogger(PolicyStrategy.class.getName());
  private static final String KEY = "prytany.policy.file";

  /**
   * The file that an operator writes, where the one to vote by is the server's copy of what is in
   * force: so a process that is started again votes by that one.
   */
  private static final String WRITTEN = "prytany.policy.written";

  private static final String BUILT_IN = "built-in-policy.yaml";

  private final Optional<Path> file;
  private volatile Policy policy;

  /** For the container's proxy only, which passes every call on and never decides itself. */
  protected PolicyStrategy() {
    this(Policy.WITHOUT_RULES);
  }

  /**
   * @param file path of the policy; without it everything is left to a person
   * @param written path of the file that is watched for changes, and that messages name; without it
   *     the same one
   * @throws PolicyException if the file cannot be read or holds a mistake
   */
  @Inject
  public PolicyStrategy(
      @ConfigProperty(name = KEY) Optional<String> file,
      @ConfigProperty(name = WRITTEN) Optional<String> written) {
    this(file.map(its -> Path.of(written.orElse(its))), first(file, written.or(() -> file)));
    LOG.log(
        Level.INFO,
        "policy {0}, sha256 {1}",
        written.or(() -> file).orElse("built in"),
        policy.sha256());
  }

  private static Policy first(Optional<String> file, Optional<String> named) {
    return file.isPresent()
        ? Policy.read(
            named.orElseThrow(), content(Path.of(file.get()), Path.of(named.orElseThrow())))
        : Policy.read(BUILT_IN, builtIn());
  }

  /** Votes by a policy at hand, e.g. to replay one over past proposals. */
  public PolicyStrategy(Policy policy) {
    this(Optional.empty(), policy);
  }

  private PolicyStrategy(Optional<Path> file, Policy policy) {
    this.file = file;
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

  @Override
  public List<Address> followed() {
    return policy.followed();
  }

  @Override
  public boolean asksForHistory() {
    return policy.asksForHistory();
  }

  @Override
  public List<VoteRule> rules() {
    return policy.rules();
  }

  @Override
  public Optional<ChangedRules> changed() {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String inForce = policy.sha256();
    String written;
    try {
      written = content(file.get(), file.get());
    } catch (PolicyException e) {
      return Optional.of(new ChangedRules("", inForce, String.valueOf(e.getMessage())));
    }
    String sha256 = Policy.sha256(written);
    if (sha256.equals(inForce)) {
      return Optional.empty();
    }
    String problem =
        Policy.review(file.get().toString(), written)
            .errors()
            .findFirst()
            .map(error -> error.where() + ", line " + error.place().line() + ": " + error.words())
            .orElse("");
    return Optional.of(new ChangedRules(sha256, inForce, problem));
  }

  @Override
  public void adopt(String sha256) {
    Path from =
        file.orElseThrow(() -> new IllegalStateException("No policy file is configured: " + KEY));
    Policy next;
    try {
      // What is read is what is hashed: the file may change between a look and the next.
      next = Policy.read(from.toString(), content(from, from));
    } catch (PolicyException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    if (!next.sha256().equals(sha256)) {
      throw new IllegalStateException("The policy file was changed again; the old rules stay.");
    }
    policy = next;
    LOG.log(Level.INFO, "policy {0}, sha256 {1}, by confirmation", from, sha256);
  }

  /**
   * @param file what messages call it
   */
  private static String content(Path from, Path file) {
    try {
      return Files.readString(from);
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
