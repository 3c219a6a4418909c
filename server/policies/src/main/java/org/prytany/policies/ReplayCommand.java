package org.prytany.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Insistent;
import org.prytany.cli.ServerKey;
import org.prytany.cli.Subcommand;
import org.prytany.rules.Policy;
import org.prytany.rules.Review;
import org.prytany.spi.VoteDecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany policy replay`: how a policy would have voted; nothing is sent or stored. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Says how a policy would have voted on past proposals, by which rule and why. Nothing is sent"
          + " or stored.",
      "The proposals are those of a running server, each as it was when a policy decided on it or,"
          + " where none did, when voting began; or those of a file. What is not known of one is"
          + " never taken for 0: a rule that reads it leaves the proposal to a person."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:it was tried",
      " 1:a policy cannot be used; `prytany policy check` says why",
      " 2:it could not be tried"
    })
final class ReplayCommand implements Subcommand {

  private static final int UNUSABLE = 1;
  private static final int TITLE = 60;

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
  private Path file = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "OLD",
      description = "An earlier policy file: show only what changes.")
  private @Nullable Path against;

  @Option(
      names = "--proposals",
      paramLabel = "FILE",
      description = "Proposals of a file, one JSON object a line, instead of a server's.")
  private @Nullable Path proposals;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(names = "--dao", paramLabel = "ID", description = "Only this DAO of the server.")
  private @Nullable String dao;

  @Option(names = "--json", description = "Write one JSON object a line: proposals, then the sum.")
  private boolean json;

  @Mixin private ServerKey key = new ServerKey();

  @Spec private @Nullable CommandSpec spec;

  /** What one proposal comes to. */
  private record Row(PastProposal past, VoteDecision now, Optional<VoteDecision> before) {

    boolean changed() {
      return before
          .map(
              then ->
                  !Rehearsal.words(then).equals(Rehearsal.words(now))
                      || !then.rule().equals(now.rule()))
          .orElse(false);
    }

    boolean votesOtherwise() {
      return before.map(then -> !Rehearsal.words(then).equals(Rehearsal.words(now))).orElse(false);
    }
  }

  @Override
  public Integer call() {
    Optional<Policy> policy = read(file);
    Optional<Policy> old = Optional.ofNullable(against).flatMap(this::read);
    if (policy.isEmpty() || (against != null && old.isEmpty())) {
      return UNUSABLE;
    }
    Rehearsal rehearsal = new Rehearsal(policy.get());
    Optional<Rehearsal> earlier = old.map(Rehearsal::new);
    List<Row> rows =
        past().stream()
            .map(past -> new Row(past, rehearsal.of(past), earlier.map(its -> its.of(past))))
            .toList();
    List<Row> shown = old.isEmpty() ? rows : rows.stream().filter(Row::changed).toList();
    if (json) {
      shown.forEach(row -> out().println(written(row)));
      out().println(sum(rows, policy.get()));
    } else {
      shown.forEach(this::print);
      out().println((shown.isEmpty() ? "" : "\n") + words(rows, policy.get(), old));
    }
    out().flush();
    return 0;
  }

  private List<PastProposal> past() {
    if (proposals != null) {
      if (dao != null) {
        throw new CommandFailure(
            "--dao is for a server's proposals, and --proposals names a file.",
            "Leave out one of them.");
      }
      return PastProposals.of(proposals);
    }
    return PastProposals.of(
        server,
        key.word(),
        Optional.ofNullable(dao),
        new Insistent(
            () ->
                Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println("The server is busy; this is tried until it gets through.")));
  }

  private Optional<Policy> read(Path policy) {
    Review review = Policy.review(policy.toString(), PolicyText.of(policy));
    review
        .errors()
        .forEach(
            error ->
                Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .printf(
                        "%s:%d:%d: error: %s%n",
                        error.where(),
                        error.place().line(),
                        error.place().column(),
                        error.words()));
    return review.policy();
  }

  private void print(Row row) {
    String title = Columns.safe(row.past().title()).strip();
    if (title.codePointCount(0, title.length()) > TITLE) {
      title = title.substring(0, title.offsetByCodePoints(0, TITLE - 1)) + "…";
    }
    out().println(Columns.safe(row.past().name()) + "  " + title);
    row.before().ifPresent(then -> out().println("  was       " + line(then)));
    out().println("  " + (row.before().isPresent() ? "now       " : "") + line(row.now()));
    if (row.before().isEmpty()) {
      then(row).ifPresent(said -> out().println("  decided then: " + said));
    }
  }

  private static String line(VoteDecision decision) {
    return "%-8s  by %s: %s"
        .formatted(
            Rehearsal.words(decision), decision.rule(), Columns.safe(decision.reason()).strip());
  }

  /** What a server decided then, where that is something else. */
  private static Optional<String> then(Row row) {
    return row.past()
        .decided()
        .map(decided -> by(decided.decision()))
        .filter(said -> !said.equals(by(row.now())));
  }

  private static String by(VoteDecision decision) {
    return Rehearsal.words(decision) + " by " + Columns.safe(decision.rule());
  }

  private static Map<String, Integer> counts(List<Row> rows) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String word :
        List.of("for", "against", "abstain", "split", "refrain", "escalate", "wait")) {
      counts.put(word, 0);
    }
    rows.forEach(row -> counts.merge(Rehearsal.word(row.now()), 1, Integer::sum));
    return counts;
  }

  private static String words(List<Row> rows, Policy policy, Optional<Policy> old) {
    Map<String, Integer> counts = counts(rows);
    int split = counts.getOrDefault("split", 0);
    String sum =
        "%d proposal%s: %d for, %d against, %d abstain, %s%d refrain, %d escalate, %d wait"
            .formatted(
                rows.size(),
                rows.size() == 1 ? "" : "s",
                counts.get("for"),
                counts.get("against"),
                counts.get("abstain"),
                split == 0 ? "" : split + " split, ",
                counts.get("refrain"),
                counts.get("escalate"),
                counts.get("wait"));
    String changes =
        old.map(
                before ->
                    "; %d changed, %d of them in what is voted (policy %s, before %s)"
                        .formatted(
                            rows.stream().filter(Row::changed).count(),
                            rows.stream().filter(Row::votesOtherwise).count(),
                            policy.mark(),
                            before.mark()))
            .orElse(" (policy " + policy.mark() + ")");
    return sum + changes + ". Nothing was sent.";
  }

  private static ObjectNode written(Row row) {
    ObjectNode one = ApiClient.JSON.createObjectNode();
    one.put("proposal", row.past().name()).put("title", row.past().title());
    one.set("now", written(row.now()));
    row.before().ifPresent(then -> one.set("was", written(then)));
    row.past().decided().ifPresent(decided -> one.set("decided", decided.told()));
    return one;
  }

  private static ObjectNode written(VoteDecision decision) {
    ObjectNode one =
        ApiClient.JSON
            .createObjectNode()
            .put("vote", Rehearsal.word(decision))
            .put("rule", decision.rule())
            .put("reason", decision.reason());
    if (decision instanceof VoteDecision.Split split) {
      ObjectNode shares = one.putObject("shares");
      split
          .shares()
          .directions()
          .forEach(way -> shares.put(way.name().toLowerCase(Locale.ROOT), split.shares().of(way)));
    }
    return one;
  }

  private static ObjectNode sum(List<Row> rows, Policy policy) {
    ObjectNode sum = ApiClient.JSON.createObjectNode();
    sum.put("proposals", rows.size()).put("policy", policy.sha256());
    counts(rows).forEach(sum::put);
    sum.put("changed", rows.stream().filter(Row::changed).count());
    return sum;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
