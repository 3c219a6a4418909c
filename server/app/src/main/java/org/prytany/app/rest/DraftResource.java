package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.prytany.app.draft.DraftCalls;
import org.prytany.app.draft.Edits;
import org.prytany.app.limits.BodyFilter;
import org.prytany.app.limits.Clients;
import org.prytany.app.limits.DraftPlaces;
import org.prytany.app.limits.Rates;
import org.prytany.app.problem.TooOften;
import org.prytany.app.status.TurnMetrics;
import org.prytany.app.textdigest.Meanings;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DraftAnswer;
import org.prytany.app.view.DraftView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/** Checks drafts before they are proposed. Nothing of a draft is kept. */
@Path("/draft")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DraftResource {

  @Inject private TextDigester digester;
  @Inject private Settings settings;
  @Inject private TurnMetrics metrics;
  @Inject private DraftPlaces places;
  @Inject private Rates rates;
  @Inject private Clients clients;
  @Inject private DaoLookup daos;

  /** The shape of a draft; {@code calls} is a file as text. */
  public record DraftBody(Optional<String> text, Optional<String> calls, Optional<String> dao) {}

  @GET
  @Operation(summary = "Whether drafts are checked here, and how many")
  public DraftAnswer.Offer offer() {
    return new DraftAnswer.Offer(
        settings.limits().draftsPerMinute(),
        Math.min(BodyFilter.DRAFT_BYTES, settings.limits().bodyBytes()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Checks {text, calls, dao} as if it were proposed")
  @RequestBodySchema(DraftBody.class)
  public DraftAnswer check(@Context HttpServletRequest request, InputStream in) throws IOException {
    DigestRun run = new DigestRun(settings, metrics, places.places());
    if (settings.limits().draftsPerMinute() == 0) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED,
          "This server checks no drafts. Run `prytany digest FILE.md --actions FILE` on your own"
              + " machine, or ask the operator to set prytany.limits.drafts-per-minute.");
    }
    Body body = Body.read(in).only("text", "calls", "dao");
    String text = body.optionalText("text").orElse("");
    DraftCalls calls = DraftCalls.read(body.optionalText("calls").orElse(""));
    if (text.isBlank() && calls.text().isBlank() && calls.calls().isEmpty()) {
      throw Body.invalid("The draft is empty: give its text, its calls, or both.");
    }
    Optional<Dao> dao = body.optionalText("dao").filter(id -> !id.isBlank()).map(daos::dao);
    dao.ifPresent(its -> requireItsChain(calls, its));
    rates
        .ofDraft(clients.of(request))
        .ifPresent(
            excess -> {
              throw new TooOften(excess.seconds(), excess.why());
            });
    DraftView view = run.made(() -> view(text, calls, dao)).advised(Edits::of);
    return new DraftAnswer(
        view, calls.form(), notes(text, calls, dao), view.unsaid(), dao.isPresent());
  }

  private DraftView view(String text, DraftCalls calls, Optional<Dao> dao) {
    String title = text.isBlank() ? calls.title() : "";
    String body = text.isBlank() ? calls.text() : text;
    return dao.isPresent()
        ? digester.draft(title, body, calls.calls(), dao.get())
        : digester.draft(title, body, calls.calls(), owner(calls), meanings(calls));
  }

  /** Tokens and contracts of another chain than the file's are none of its calls. */
  private static Meanings meanings(DraftCalls calls) {
    return new Meanings(calls.chainId().orElse(Meanings.NO_CHAIN), Map.of(), Map.of());
  }

  private static TextDigester.Owner owner(DraftCalls calls) {
    TextDigester.Owner unknown = TextDigester.Owner.UNKNOWN;
    return calls
        .account()
        .map(account -> new TextDigester.Owner(unknown.governor(), new Address(account)))
        .orElse(unknown);
  }

  private static void requireItsChain(DraftCalls calls, Dao dao) {
    if (calls.chainId().isPresent() && calls.chainId().getAsLong() != dao.chainId()) {
      throw Body.invalid(
          "The calls are for chain "
              + calls.chainId().getAsLong()
              + ", and "
              + dao.name()
              + " is on chain "
              + dao.chainId()
              + ": choose another DAO, or none.");
    }
  }

  static List<String> notes(String text, DraftCalls calls, Optional<Dao> dao) {
    List<String> notes = new ArrayList<>(calls.notes());
    dao.ifPresent(
        its ->
            calls
                .account()
                .map(Address::new)
                .filter(account -> !its.holds(account) && !its.governor().equals(account))
                .ifPresent(
                    account ->
                        notes.add(
                            "The file's calls are those of "
                                + Checksummed.of(account)
                                + ", which is no account of "
                                + its.name()
                                + ". They were tried as calls of "
                                + its.name()
                                + " instead: check them without a DAO to see them as that account's.")));
    if (!text.isBlank() && !calls.text().isBlank()) {
      notes.add(
          "The file of the calls has a text of its own. What was checked is the text that you gave"
              + " beside it.");
    }
    return notes;
  }
}
