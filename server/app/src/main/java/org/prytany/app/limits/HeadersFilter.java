package org.prytany.app.limits;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets the headers that protect a reader's browser on every answer. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HeadersFilter implements Filter {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http
        && request instanceof HttpServletRequest asked) {
      http.setHeader("Content-Security-Policy", POLICY);
      http.setHeader("X-Content-Type-Options", "nosniff");
      http.setHeader("Referrer-Policy", "no-referrer");
      http.setHeader("X-Frame-Options", "DENY");
      http.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      http.setHeader("Cross-Origin-Resource-Policy", "same-origin");
      if (asked.isSecure()) {
        http.setHeader("Strict-Transport-Security", "max-age=31536000");
      }
      if (asked.getRequestURI().startsWith("/api/")) {
        // Readers of feeds keep what they have and ask whether it is still good.
        boolean feed = asked.getRequestURI().endsWith("/feed.atom");
        http.setHeader("Cache-Control", feed ? "no-cache" : "no-store");
      }
    }
    chain.doFilter(request, response);
  }
}
