package org.prytany.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.Subcommand;
import org.prytany.rules.Complaint;
import org.prytany.rules.Policy;
import org.prytany.rules.Review;
import org.prytany.spi.VoteRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * `prytany policy check`: all that is wrong with a policy file, and what is worth a second look.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a policy file as the server does, and says all that is wrong with it at once, each with"
          + " its line and column.",
      "It warns of rules that nothing reaches, of votes for that no amount or share limits, and,"
          + " with --config, of votes because of the text that a DAO does not let rules cast."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the server can vote by it; look at the warnings",
      " 1:it cannot be used",
      " 2:it could not be read"
    })
final class CheckCommand implements Subcommand {

  private static final int UNUSABLE = 1;
  private static final Pattern DAO = Pattern.compile("prytany\\.dao\\.([^.]+)\\.[^.]+");

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
  private Path file = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The server's configuration, for the text-rules of its DAOs.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Review review =
        Policy.review(
            file.toString(),
            PolicyText.of(file),
            Optional.ofNullable(config).map(CheckCommand::textRules));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(written(review).toPrettyString());
    } else {
      print(out, review);
    }
    out.flush();
    return review.policy().isPresent() ? 0 : UNUSABLE;
  }

  /** Of each DAO in the configuration, the rules that may cast a vote because of the text. */
  private static Map<String, Set<String>> textRules(Path config) {
    Map<String, Set<String>> rules = new TreeMap<>();
    for (String key : OperatorConfig.keys(config)) {
      Matcher matcher = DAO.matcher(key);
      if (matcher.matches()) {
        String dao = matcher.group(1);
        String names = OperatorConfig.setting(config, "prytany.dao." + dao + ".text-rules");
        rules.put(
            dao,
            Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet()));
      }
    }
    return rules;
  }

  private void print(PrintWriter out, Review review) {
    for (Complaint complaint : review.complaints()) {
      out.printf(
          "%s:%d:%d: %s: %s%s.%n",
          complaint.where(),
          complaint.place().line(),
          complaint.place().column(),
          complaint.isError() ? "error" : "warning",
          complaint.rule().map(rule -> "rule '" + rule + "': ").orElse(""),
          complaint.what());
      if (!complaint.next().isEmpty()) {
        out.println("    " + complaint.next());
      }
    }
    long errors = review.errors().count();
    long warnings = review.warnings().count();
    if (errors + warnings > 0) {
      out.println();
    }
    String warned = warnings == 0 ? "" : "; " + counted(warnings, "warning");
    out.println(
        review
            .policy()
            .map(
                policy ->
                    "The server can vote by it: "
                        + counted(policy.rules().size(), "rule")
                        + ", policy "
                        + policy.mark()
                        + warned
                        + ".")
            .orElse("The server cannot use it: " + counted(errors, "error") + warned + "."));
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private ObjectNode written(Review review) {
    ObjectNode all = ApiClient.JSON.createObjectNode();
    all.put("file", file.toString());
    all.put("usable", review.policy().isPresent());
    all.put("sha256", review.policy().map(Policy::sha256).orElse(""));
    ArrayNode complaints = all.putArray("complaints");
    for (Complaint complaint : review.complaints()) {
      complaints
          .addObject()
          .put("grade", complaint.isError() ? "error" : "warning")
          .put("line", complaint.place().line())
          .put("column", complaint.place().column())
          .put("rule", complaint.rule().orElse(""))
          .put("what", complaint.what())
          .put("next", complaint.next());
    }
    ArrayNode rules = all.putArray("rules");
    for (VoteRule rule : review.policy().map(Policy::rules).orElse(List.of())) {
      ObjectNode one =
          rules
              .addObject()
              .put("name", rule.name())
              .put("when", rule.condition())
              .put("then", rule.outcome())
              .put("bounded", rule.bounded());
      ArrayNode caps = one.putArray("caps");
      rule.caps().forEach(caps::add);
    }
    return all;
  }
}
