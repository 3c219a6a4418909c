package org.prytany.app.limits;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemJson;
import org.prytany.app.signin.Roles;
import org.prytany.app.signin.SessionTokens;
import org.prytany.settings.Settings;
import org.prytany.spi.Address;

/**
 * Refuses a client that asks too often. Digests and reading asked for with the operator's key do
 * not count: that is the operator's own work. Nonces do not count: they cost nothing and nothing is
 * kept. A sign-in and a decision beyond the limit go on marked, because only their signature tells
 * whether they are of one of the few that have a share of their own.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class RateFilter implements Filter {

  /** Request attribute with the {@link Rates.Excess} of what is signed, and beyond the limit. */
  public static final String EXCESS = "prytany.excess";

  private static final String API = "/api/v1";
  private static final String BEARER = "bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> DIGESTS = Set.of(API + "/digest", API + "/digest/markdown");

  private static final Pattern DECISIONS =
      Pattern.compile(API + "/daos/[^/]+/proposals/[^/]+/decisions");

  @Inject private Instance<Settings> settings;
  @Inject private Instance<Clients> clients;
  @Inject private Instance<Rates> rates;
  @Inject private Instance<SessionTokens> tokens;
  @Inject private Instance<Roles> roles;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      Optional<Rates.Excess> excess = excess(asked);
      if (excess.isPresent() && isSigned(asked)) {
        asked.setAttribute(EXCESS, excess.get());
      } else if (excess.isPresent()) {
        answer.setHeader("Retry-After", Long.toString(excess.get().seconds()));
        ProblemJson.write(HttpProblems.tooMany(excess.get().why()), answer);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private Optional<Rates.Excess> excess(HttpServletRequest request) {
    String path = request.getRequestURI();
    boolean reading = READING.contains(request.getMethod());
    if (reading && path.equals(API + "/session/nonce")
        || (reading || DIGESTS.contains(path))
            && DigestKey.isIn(request, settings.get().door().digestKey())) {
      return Optional.empty();
    }
    Optional<Address> person = person(request);
    return person.isPresent()
        ? rates.get().ofPerson(person.get(), reading)
        : rates.get().ofClient(clients.get().of(request), reading);
  }

  private static boolean isSigned(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.equals(API + "/session") || DECISIONS.matcher(path).matches());
  }

  /** Who signed in and has a share of their own. */
  private Optional<Address> person(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    return tokens
        .get()
        .check(header.substring(BEARER.length()).strip())
        .filter(roles.get()::haveShare);
  }
}
