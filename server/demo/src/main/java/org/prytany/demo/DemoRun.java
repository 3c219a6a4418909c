package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.demo.DemoCase.Expected;
import org.web3j.crypto.Credentials;

/** Plays the demo from the first proposal to the last receipt. */
final class DemoRun {

  /** When the server can be killed: a transaction was sent and is not confirmed yet. */
  enum Moment {
    VOTE,
    QUEUE,
    EXECUTE
  }

  private static final int PAID_IN_A_ROUND = 2;

  private final DemoWorld world;
  private final DemoServer server;
  private final DemoTimeline timeline;
  private final Set<Moment> killAt;
  private final Duration pause;
  private final Optional<String> model;
  private final ServedProposals proposals;

  /**
   * @param pause between the approvals of two treasurers, so that people can see the queue fill
   * @param model that writes beside digests
   */
  DemoRun(
      DemoWorld world,
      DemoServer server,
      DemoTimeline timeline,
      Set<Moment> killAt,
      Duration pause,
      Optional<String> model) {
    this.world = world;
    this.server = server;
    this.timeline = timeline;
    this.killAt = killAt;
    this.pause = pause;
    this.model = model;
    this.proposals = new ServedProposals(server);
  }

  /** A run in which only the plugin's answers matter. */
  DemoRun(DemoWorld world, DemoServer server, DemoTimeline timeline) {
    this(world, server, timeline, Set.of(), Duration.ZERO, Optional.empty());
  }

  /**
   * Makes the proposals once more and waits for what the tried plugin answers; what only an
   * executor is asked is gone through where it is one.
   *
   * @param round counted from 1
   * @return whether a demo asks a plugin of its kind anything
   * @throws org.prytany.cli.CommandFailure if it does not start, or fails
   */
  boolean ask(int round) throws IOException, InterruptedException {
    Set<String> tried = ready();
    if (!TriedPlugin.isAsked(tried)) {
      return false;
    }
    boolean executes = tried.contains(TriedPlugin.EXECUTOR);
    propose(
        DemoCases.of(world.dao()).stream()
            .limit(executes ? PAID_IN_A_ROUND : Integer.MAX_VALUE)
            .map(each -> each.again(round))
            .toList());
    awaitDigests(tried.contains(TriedPlugin.DIGESTER));
    vote(tried.contains(TriedPlugin.STRATEGY));
    if (executes) {
      queue();
      approve();
      execute();
    }
    return true;
  }

  DemoReport play() throws IOException, InterruptedException {
    Set<String> tried = ready();
    List<DemoCase> cases = DemoCases.of(world.dao());
    Map<DemoCase.Payment, BigInteger> before = world.balances(cases);
    propose(cases);
    awaitDigests(tried.contains(TriedPlugin.DIGESTER));
    if (model.isPresent()) {
      awaitWriting();
    }
    vote(tried.contains(TriedPlugin.STRATEGY));
    queue();
    approve();
    execute();
    return DemoReport.of(world, server, proposals.all(), before, tried);
  }

  /** Waits for the server; gives the kinds for which somebody's own plugin stands. */
  private Set<String> ready() {
    server.awaitPage(timeline::detail);
    timeline.say("The page is at " + server.address() + " (what follows can be watched there).");
    Set<String> kinds = server.settle();
    if (!kinds.isEmpty()) {
      timeline.say(TriedPlugin.runsAs(kinds));
    }
    server.awaitReady(timeline::detail);
    timeline.say("The server is ready: chain, store, model and plugins are there.");
    return kinds;
  }

  private void propose(List<DemoCase> cases) {
    for (DemoCase each : cases) {
      proposals.add(each, world.dao().propose(world.proposer(), each.calls(), each.text()));
    }
    timeline.say(cases.size() + " proposals were made on the chain.");
  }

  /**
   * @param tried whether somebody's own plugin made them
   */
  private void awaitDigests(boolean tried) throws InterruptedException {
    for (DemoCase each : proposals.cases()) {
      JsonNode proposal =
          proposals.await(each, "its digest", shown -> shown.has("digest") && shown.has("verdict"));
      timeline.say("Digested: " + proposal.path("headline").asText());
      if (tried) {
        for (JsonNode sentence : proposal.path("digest").path("sentences")) {
          timeline.detail(Columns.safe(sentence.path("text").asText()));
        }
      }
      boolean blocked = proposal.path("verdict").path("blocked").asBoolean();
      for (JsonNode finding : proposal.path("verdict").path("findings")) {
        if (finding.path("severity").asText().equals("RED")) {
          timeline.detail("RED " + finding.path("text").asText());
        }
      }
      timeline.detail(
          blocked
              ? "Automation is stopped until a named person overrides it."
              : proposal.path("verdict").path("agreement").path("words").asText());
    }
  }

  /** A slow machine ends no demo: what is not written by then comes to the page when it is. */
  private void awaitWriting() throws InterruptedException {
    timeline.say("The model writes beside the digests; a small one takes some seconds for each.");
    Instant end = Instant.now().plus(ServedProposals.PATIENCE);
    try (ApiClient api = server.api()) {
      for (DemoCase each : proposals.cases()) {
        JsonNode written = proposals.shown(api, each).path("written");
        while (written.path("status").asText("waiting").equals("waiting")
            && Instant.now().isBefore(end)) {
          Thread.sleep(500);
          written = proposals.shown(api, each).path("written");
        }
        timeline.say(
            "Written beside "
                + each.name()
                + ": "
                + written.path("words").asText("nothing yet; the page says when."));
        for (JsonNode sentence : written.path("sentences")) {
          timeline.detail("It says, and the text bears it out: " + sentence.path("text").asText());
        }
      }
    }
  }

  private void vote(boolean tried) throws InterruptedException {
    DemoVotes votes = new DemoVotes(server, proposals, timeline, tried);
    killing(Moment.VOTE, "ballot", () -> world.dao().warpToVoting(proposals.last()));
    votes.await();
    proposals
        .all()
        .forEach(
            (each, proposal) ->
                each.voters()
                    .forEach(
                        (voter, vote) ->
                            world.dao().vote(world.chain().account(voter), proposal, vote)));
    timeline.say("The other voters have voted.");
    votes.awaitLater();
  }

  private void queue() throws InterruptedException {
    timeline.say("Three days pass.");
    killing(Moment.QUEUE, "queue", () -> world.dao().warpPastVoting(proposals.last()));
    for (DemoCase each : proposals.cases()) {
      if (each.expected() == Expected.EXECUTED) {
        proposals.await(
            each, "its queueing", shown -> shown.path("state").asText().equals("QUEUED"));
        timeline.say("Queued in the timelock: " + each.name() + ".");
      } else {
        JsonNode shown =
            proposals.await(
                each,
                "the end of its vote",
                now -> Set.of("DEFEATED", "SUCCEEDED").contains(now.path("state").asText()));
        timeline.say(
            each.expected() == Expected.STOPPED
                ? "Passed by others, and stopped here: " + each.name() + "."
                : "Voted down: " + each.name() + " (" + shown.path("state").asText() + ").");
      }
    }
  }

  private void approve() throws IOException, InterruptedException {
    try (ApiClient api = server.api()) {
      List<Credentials> wallets = world.treasurers().subList(0, DemoWorld.APPROVAL_THRESHOLD);
      List<DemoTreasurer> treasurers = new ArrayList<>();
      for (Credentials wallet : wallets) {
        treasurers.add(
            DemoTreasurer.signIn(api, server.address(), world.chain().chainId(), wallet));
      }
      for (DemoCase each : proposals.cases()) {
        if (each.expected() == Expected.EXECUTED) {
          for (DemoTreasurer treasurer : treasurers) {
            treasurer.approve(DemoServer.DAO, proposals.id(each));
            Thread.sleep(pause);
          }
          timeline.say("Approved by " + treasurers.size() + " treasurers: " + each.name() + ".");
        }
      }
    }
  }

  private void execute() throws InterruptedException {
    timeline.say("Two days pass in the timelock.");
    killing(Moment.EXECUTE, "execution", () -> world.dao().warpToExecution(lastQueued()));
    for (DemoCase each : proposals.cases()) {
      if (each.expected() == Expected.EXECUTED) {
        JsonNode proposal = proposals.await(each, "its receipt", shown -> shown.has("receipt"));
        timeline.say(
            "Executed: "
                + each.name()
                + " in transaction "
                + proposal.path("receipt").path("transactionHash").asText()
                + ".");
      }
    }
  }

  /** Lets time pass; if asked to, kills the server between sending and confirming what follows. */
  private void killing(Moment moment, String act, Runnable timePasses) throws InterruptedException {
    if (!killAt.contains(moment)) {
      timePasses.run();
      return;
    }
    timePasses.run();
    world.chain().setAutomine(false);
    boolean sent = awaitSent(act);
    server.kill();
    timeline.say(
        sent
            ? "Killed the server (kill -9): a transaction was sent and is not confirmed."
            : "Killed the server (kill -9), but no transaction was waiting.");
    world.chain().setAutomine(true);
    world.chain().mine(1);
    server.startAgain();
    timeline.say("The server is back.");
  }

  private boolean awaitSent(String act) throws InterruptedException {
    Instant end = Instant.now().plus(ServedProposals.PATIENCE);
    try (ApiClient api = server.api()) {
      while (Instant.now().isBefore(end)) {
        server.requireRunning();
        for (DemoCase each : proposals.cases()) {
          if (Set.of("sent", "unknown")
              .contains(ServedProposals.status(proposals.shown(api, each), act))) {
            return true;
          }
        }
        Thread.sleep(100);
      }
    }
    return false;
  }

  private DemoProposal lastQueued() {
    return proposals.all().entrySet().stream()
        .filter(entry -> entry.getKey().expected() == Expected.EXECUTED)
        .map(Map.Entry::getValue)
        .reduce(
            (first, second) ->
                world.dao().eta(first).isAfter(world.dao().eta(second)) ? first : second)
        .orElseThrow();
  }
}
