package org.prytany.bench.line;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.demo.ServedDaos;

/** Many votes of one key on a real chain, with a server that is killed in between. */
public final class VoteRuns {

  private static final Duration LOOK = Duration.ofSeconds(2);

  /** So long without one more vote, and it is given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Installation installation;
  private final PrintWriter out;

  public VoteRuns(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  /** As many proposals in one DAO, and a vote on each; after half of them the server is killed. */
  public ObjectNode votes(int count) throws IOException, InterruptedException {
    ObjectNode report = ApiClient.JSON.createObjectNode().put("proposals", count);
    try (House house =
        House.start(installation, 1, House.Ways.LONG_VOTE, words -> say("  %s", words))) {
      house.server().awaitReady();
      ServedDaos.Served dao = house.daos().getFirst();
      String governor = dao.dao().addresses().governor();
      Instant begun = Instant.now();
      house.proposeMany(dao, count, 3);
      say(
          "Votes: %d proposals, proposed in %d s; blocks of two seconds",
          count, Duration.between(begun, Instant.now()).toSeconds());
      await(house, governor, count / 2);
      int before = CastVotes.counted(house.chain(), governor, house.operator());
      house.server().kill();
      say("  the server is killed after %d votes, and started again", before);
      house.server().startAgain();
      await(house, governor, count);
      // Whatever else were to come is seen, too.
      Thread.sleep(LOOK.multipliedBy(5));
      told(
          report,
          CastVotes.of(house.chain(), governor, house.operator()),
          handedOver(house),
          count,
          Duration.between(begun, Instant.now()));
      if (report.path("problems").isEmpty()) {
        house.endedWell();
      } else {
        say("  what the server wrote is kept in %s", house.folder());
      }
    }
    return report;
  }

  private static int handedOver(House house) {
    Set<String> sent = new HashSet<>();
    house.endpoints().forEach(endpoint -> sent.addAll(endpoint.sent()));
    return sent.size();
  }

  private void await(House house, String governor, int count) throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    int seen = 0;
    while (seen < count && Instant.now().isBefore(until)) {
      Thread.sleep(LOOK);
      int now = CastVotes.counted(house.chain(), governor, house.operator());
      if (now > seen) {
        seen = now;
        until = Instant.now().plus(PATIENCE);
      }
    }
  }

  private void told(ObjectNode report, CastVotes cast, int sent, int count, Duration took) {
    int mined = cast.nonces().size();
    say(
        "  votes that the governor counted  %d on %d of %d proposals",
        cast.votes(), cast.proposals().size(), count);
    say(
        "  nonces of the account            %s; %d reverted, %d for something else",
        cast.withoutGap() ? "0 to " + (mined - 1) + ", each once" : "with a gap: " + cast.nonces(),
        cast.failed(),
        cast.others());
    say(
        "  transactions handed over         %d, %d of them replaced or never mined",
        sent, sent - mined);
    say(
        "  from the first vote to the last  %d blocks, %d of them with votes; %.1f votes a block,"
            + " at most %d; %d s in all",
        cast.blocks(),
        cast.perBlock().size(),
        (double) cast.votes() / Math.max(1, cast.blocks()),
        cast.mostInABlock(),
        took.toSeconds());
    report
        .put("votes", cast.votes())
        .put("votedOn", cast.proposals().size())
        .put("transactions", mined)
        .put("withoutGap", cast.withoutGap())
        .put("reverted", cast.failed())
        .put("others", cast.others())
        .put("sent", sent)
        .put("blocks", cast.blocks())
        .put("mostInABlock", cast.mostInABlock())
        .put("seconds", took.toSeconds());
    ArrayNode problems = report.putArray("problems");
    boolean once = cast.votes() == count && cast.proposals().size() == count && mined == count;
    if (!once || !cast.withoutGap() || cast.failed() > 0 || sent != mined) {
      problems.add("not exactly one vote on each proposal, by one transaction each");
    }
    problems.forEach(problem -> say("  %s", problem.asText()));
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
    out.flush();
  }
}
