package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Progress;

/** Has published proposals judged as they are and with changed calls. */
final class ClaimsEvaluation {

  /** Digests {id, title, body, actions}, as POST /api/v1/digest does. */
  interface Digester {
    JsonNode digest(ObjectNode proposal) throws IOException;
  }

  /**
   * One proposal's verdicts.
   *
   * @param truly the red findings of the untouched proposal about calls of which its text says
   *     nothing, by {@link Mention}
   * @param absent those about calls whose account stands nowhere in the text
   */
  record Outcome(
      Published proposal,
      Judged untouched,
      List<Judged.Found> truly,
      List<Judged.Found> absent,
      List<Attempt> attempts) {

    /** Red findings that neither rule of {@link Mention} bears out. */
    List<Judged.Found> unborne() {
      return untouched.red().stream()
          .filter(found -> !truly.contains(found) && !absent.contains(found))
          .toList();
    }
  }

  /** A changed payload and what was found in it. */
  record Attempt(Change change, int action, Judged verdict) {}

  private final Digester digester;
  private final PrintWriter progress;

  ClaimsEvaluation(Digester digester, PrintWriter progress) {
    this.digester = digester;
    this.progress = progress;
  }

  List<Outcome> run(List<Published> proposals, int parallel) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    Progress judged = new Progress(progress, "judged", proposals.size());
    try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
      List<Future<Outcome>> all = new ArrayList<>();
      for (Published proposal : proposals) {
        all.add(workers.submit(() -> outcome(proposal)));
      }
      for (Future<Outcome> one : all) {
        outcomes.add(one.get());
        judged.add(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a proposal could not be judged: " + e.getCause(), e.getCause());
    }
    judged.end();
    return outcomes;
  }

  private Outcome outcome(Published proposal) throws IOException {
    Judged untouched = judge(proposal, proposal.actions());
    List<Attempt> attempts = new ArrayList<>();
    for (Changes.Changed changed : Changes.of(proposal)) {
      attempts.add(
          new Attempt(changed.change(), changed.action(), judge(proposal, changed.actions())));
    }
    Mention mention = new Mention(proposal);
    List<Judged.Found> truly =
        untouched.red().stream().filter(found -> mention.saysNothingOf(found.action())).toList();
    List<Judged.Found> absent =
        untouched.red().stream().filter(found -> mention.leavesAccountOut(found.action())).toList();
    return new Outcome(proposal, untouched, truly, absent, List.copyOf(attempts));
  }

  private Judged judge(Published proposal, ArrayNode actions) throws IOException {
    ObjectNode asked = ApiClient.JSON.createObjectNode();
    asked.put("id", proposal.id()).put("title", proposal.title()).put("body", proposal.text());
    CollectionNames.into(asked, actions);
    if (!proposal.owner().isEmpty()) {
      asked.put("governor", proposal.owner().getFirst());
      asked.put("treasury", proposal.owner().getLast());
    }
    JsonNode answer = digester.digest(asked);
    if (answer.hasNonNull("error")) {
      throw new IOException(proposal.id() + " was not digested: " + answer.get("error"));
    }
    return Judged.of(answer);
  }
}
