package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Insistent;
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

  /**
   * What came of all.
   *
   * @param lost proposals that could not be judged, each with its reason
   */
  record Result(List<Outcome> outcomes, List<String> lost) {}

  private final Digester digester;
  private final PrintWriter progress;
  private final Insistent.Pause pause;
  private final AddressBook book;

  ClaimsEvaluation(Digester digester, AddressBook book, PrintWriter progress) {
    this(digester, book, progress, Thread::sleep);
  }

  ClaimsEvaluation(
      Digester digester, AddressBook book, PrintWriter progress, Insistent.Pause pause) {
    this.digester = digester;
    this.book = book;
    this.progress = progress;
    this.pause = pause;
  }

  /**
   * Judges all that can be judged; says which could not.
   *
   * @throws IOException if the server does not answer any more
   */
  Result run(List<Published> proposals, int parallel) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    Progress judged = new Progress(progress, "judged", proposals.size());
    Insistent insistent = new Insistent(pause, judged::waiting);
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Outcome>> all = new ArrayList<>();
      for (Published proposal : proposals) {
        all.add(workers.submit(() -> outcome(proposal, insistent)));
      }
      for (int i = 0; i < all.size(); i++) {
        Optional<String> reason = taken(all.get(i), outcomes);
        reason.ifPresent(why -> lost.add(why));
        judged.add(reason.isPresent());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      // What is still to come is of no use to anybody once this ends early.
      workers.shutdownNow();
    }
    judged.end();
    lost.forEach(why -> progress.println("not judged: " + why));
    progress.flush();
    return new Result(outcomes, lost);
  }

  /** Why there is no outcome; empty if there is one. */
  private static Optional<String> taken(Future<Outcome> one, List<Outcome> outcomes)
      throws InterruptedException, IOException {
    try {
      outcomes.add(one.get());
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused) {
        return Optional.of(String.valueOf(refused.getMessage()));
      }
      throw new IOException("a proposal could not be judged: " + e.getCause(), e.getCause());
    }
  }

  /** The server understood, and does not digest this one. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(Published proposal, String why) {
      super(proposal.id() + ": " + why);
    }
  }

  private Outcome outcome(Published proposal, Insistent insistent) throws IOException {
    Judged untouched = judge(proposal, proposal.actions(), insistent);
    List<Attempt> attempts = new ArrayList<>();
    for (Changes.Changed changed : Changes.of(proposal)) {
      attempts.add(
          new Attempt(
              changed.change(), changed.action(), judge(proposal, changed.actions(), insistent)));
    }
    Mention mention = new Mention(proposal);
    List<Judged.Found> truly =
        untouched.red().stream().filter(found -> mention.saysNothingOf(found.action())).toList();
    List<Judged.Found> absent =
        untouched.red().stream().filter(found -> mention.leavesAccountOut(found.action())).toList();
    return new Outcome(proposal, untouched, truly, absent, List.copyOf(attempts));
  }

  private Judged judge(Published proposal, ArrayNode actions, Insistent insistent)
      throws IOException {
    ObjectNode asked = ApiClient.JSON.createObjectNode();
    asked.put("id", proposal.id()).put("title", proposal.title()).put("body", proposal.text());
    CollectionNames.into(asked, proposal.source(), actions, book);
    if (!proposal.owner().isEmpty()) {
      asked.put("governor", proposal.owner().getFirst());
      asked.put("treasury", proposal.owner().getLast());
    }
    try {
      JsonNode answer = insistent.ask(() -> digester.digest(asked));
      if (answer.hasNonNull("error")) {
        throw new Refused(proposal, answer.get("error").toString());
      }
      return Judged.of(answer);
    } catch (ApiClient.Problem e) {
      throw new Refused(proposal, e.code() + " " + e.getMessage());
    }
  }
}
