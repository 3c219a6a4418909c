package org.prytany.app.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemMapper;
import org.prytany.app.signin.Roles;
import org.prytany.app.signin.SessionTokens;
import org.prytany.spi.Address;

/** Reads the token of a request. A token that is not good is refused, even for what is public. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {

  private static final String SCHEME = "bearer ";

  @Inject private Caller caller;
  @Inject private SessionTokens tokens;
  @Inject private Roles roles;

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString("Authorization");
    if (header == null) {
      return;
    }
    Optional<Address> account =
        header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? tokens.check(header.substring(SCHEME.length()).strip())
            : Optional.empty();
    if (account.isPresent()) {
      caller.signedIn(account.get(), roles.of(account.get()));
    } else {
      request.abortWith(ProblemMapper.response(HttpProblems.of(401)));
    }
  }
}
