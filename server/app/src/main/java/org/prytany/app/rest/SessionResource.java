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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.prytany.app.limits.RateFilter;
import org.prytany.app.limits.Rates;
import org.prytany.app.problem.TooOften;
import org.prytany.app.signin.Nonces;
import org.prytany.app.signin.Role;
import org.prytany.app.signin.Roles;
import org.prytany.app.signin.SessionTokens;
import org.prytany.app.signin.SignIn;
import org.prytany.app.view.Checksummed;
import org.prytany.governance.audit.AuditLog;
import org.prytany.spi.Address;

/** Sign-In with Ethereum. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionResource {

  @Inject private SignIn signIn;
  @Inject private SessionTokens tokens;
  @Inject private Roles roles;
  @Inject private Rates rates;
  @Inject private AuditLog audit;
  @Inject private Caller caller;

  /** A nonce for one sign-in message. */
  public record NonceView(String nonce, String expiresAt) {}

  /** A session. */
  public record SessionView(String token, String address, List<String> roles, String expiresAt) {}

  /** The shape of a sign-in: an EIP-4361 message and the signature over it. */
  public record SignInBody(String message, String signature) {}

  /** Who somebody is. */
  public record WhoView(String address, List<String> roles) {}

  @GET
  @Path("/nonce")
  @Operation(summary = "A nonce for one sign-in message")
  public NonceView nonce() {
    Nonces.Nonce nonce = signIn.nonce();
    return new NonceView(nonce.nonce(), nonce.expiresAt().toString());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Signs in with an EIP-4361 message {message, signature}")
  @RequestBodySchema(SignInBody.class)
  public SessionView signIn(@Context HttpServletRequest request, InputStream in)
      throws IOException {
    Body body = Body.read(in);
    Object beyond = request.getAttribute(RateFilter.EXCESS);
    if (beyond instanceof Rates.Excess excess
        && body.optionalText("message")
            .flatMap(signIn::claimed)
            .filter(roles::haveShare)
            .isEmpty()) {
      throw refused(excess);
    }
    Address account = signIn.verify(body.text("message"), body.text("signature"));
    if (beyond != null) {
      // The signature shows that it is somebody whom no flood of others may keep out.
      rates
          .ofPerson(account, false)
          .ifPresent(
              excess -> {
                throw refused(excess);
              });
    }
    Set<Role> has = roles.of(account);
    if (!has.isEmpty()) {
      // Anyone may sign in; only people with a role are worth a line in the log.
      audit.append(account.hex(), "session.opened", account.hex(), Map.of("roles", names(has)));
    }
    SessionTokens.Issued issued = tokens.issue(account);
    return new SessionView(
        issued.token(), Checksummed.of(account), keys(has), issued.expiresAt().toString());
  }

  @GET
  @Operation(summary = "Who am I")
  @SecurityRequirement(name = "session")
  public WhoView who() {
    return new WhoView(Checksummed.of(caller.require()), keys(caller.roles()));
  }

  private static TooOften refused(Rates.Excess excess) {
    return new TooOften(excess.seconds(), excess.why());
  }

  private static List<String> keys(Set<Role> roles) {
    return roles.stream().sorted().map(Role::key).toList();
  }

  private static String names(Set<Role> roles) {
    return String.join(", ", keys(roles));
  }
}
