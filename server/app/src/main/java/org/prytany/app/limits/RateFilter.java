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
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemJson;
import org.prytany.settings.Settings;

/**
 * Refuses a client that asks too often. Digests asked for on this machine do not count: that is the
 * operator's own bulk work.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class RateFilter implements Filter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private @Nullable TokenBuckets requests;
  private @Nullable TokenBuckets acts;

  @Inject private Instance<Settings> settings;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      long wait = wait(asked);
      if (wait > 0) {
        answer.setHeader("Retry-After", Long.toString(wait));
        ProblemJson.write(HttpProblems.of(429), answer);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private long wait(HttpServletRequest request) {
    if (request.getRequestURI().equals("/api/v1/digest") && Loopback.is(request)) {
      return 0;
    }
    String client = request.getRemoteAddr();
    long wait = requests().take(client);
    return wait > 0 || READING.contains(request.getMethod()) ? wait : acts().take(client);
  }

  // The settings are not there yet when the container makes its filters.
  private synchronized TokenBuckets requests() {
    TokenBuckets made = requests;
    if (made == null) {
      made = new TokenBuckets(settings.get().limits().requestsPerMinute(), Clock.systemUTC());
      requests = made;
    }
    return made;
  }

  private synchronized TokenBuckets acts() {
    TokenBuckets made = acts;
    if (made == null) {
      made = new TokenBuckets(settings.get().limits().actsPerMinute(), Clock.systemUTC());
      acts = made;
    }
    return made;
  }
}
