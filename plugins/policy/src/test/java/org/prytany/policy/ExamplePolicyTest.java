package org.prytany.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.rules.Policy;
import org.prytany.spi.VoteStrategy;
import org.prytany.testkit.VoteStrategyConformance;

/** The example of docs/policy.md keeps the contract of a strategy, and so stays a working one. */
class ExamplePolicyTest extends VoteStrategyConformance {

  static final String YAML = example();

  @Override
  protected VoteStrategy plugin() {
    return new PolicyStrategy(Policy.read("example", YAML));
  }

  private static String example() {
    try {
      String page = Files.readString(Path.of("..", "..", "docs", "policy.md"));
      int start = page.indexOf("```yaml\n") + "```yaml\n".length();
      return page.substring(start, page.indexOf("```", start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
