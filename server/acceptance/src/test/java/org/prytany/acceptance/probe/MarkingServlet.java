package org.prytany.acceptance.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/** A servlet where the server's own interface is. */
@WebServlet(
    urlPatterns = {"/api/*", "/*"},
    loadOnStartup = 1)
public class MarkingServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  static {
    Mark.of(MarkingServlet.class);
  }
}
