package org.prytany.app.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemJson;

/**
 * Serves the browser application. The container's own file servlet answers some of the first
 * requests with an error when several come at once, and knows no lasting caches. Who asks for a
 * page gets one, also where there is none: programs get a problem in JSON there.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String MISSING = "/missing.html";

  private final transient PageFiles files = new PageFiles();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("HEAD") && !request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, HEAD");
      ProblemJson.write(HttpProblems.of(405), response);
      return;
    }
    String asked = request.getRequestURI();
    Optional<PageFiles.File> file = files.at(asked);
    if (file.isPresent()) {
      // Names under assets carry the hash of what is in them.
      response.setHeader(
          "Cache-Control",
          asked.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
      // Weak: the same for what is sent compressed.
      response.setHeader("ETag", "W/" + file.get().tag());
      if (Asked.has(request.getHeader("If-None-Match"), file.get().tag())) {
        vary(file.get(), response);
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      } else {
        write(file.get(), request, response);
      }
    } else {
      missing(asked, request, response);
    }
  }

  private void missing(String asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Vary", "Accept");
    if (!Asked.html(request.getHeader("Accept"))) {
      ProblemJson.write(HttpProblems.of(404), response);
      return;
    }
    Optional<String> place = place(asked);
    if (place.isPresent()) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", place.get());
      return;
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    Optional<PageFiles.File> page = files.at(MISSING);
    if (page.isPresent()) {
      write(page.get(), request, response);
    }
  }

  /** Where there is what was asked for by another name. */
  private Optional<String> place(String asked) throws IOException {
    if (files.at(asked + "/").isPresent()) {
      return Optional.of(asked + "/");
    }
    Optional<String> page = PageRoutes.documentation(asked);
    return page.isPresent() && files.at(page.get()).isPresent() ? page : PageRoutes.of(asked);
  }

  private static void vary(PageFiles.File file, HttpServletResponse response) {
    if (file.compressed().isPresent()) {
      response.addHeader("Vary", "Accept-Encoding");
    }
  }

  private static void write(
      PageFiles.File file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] content = file.content();
    vary(file, response);
    if (file.compressed().isPresent() && Asked.gzip(request.getHeader("Accept-Encoding"))) {
      response.setHeader("Content-Encoding", "gzip");
      content = file.compressed().get();
    }
    response.setContentType(file.type());
    response.setContentLength(content.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content);
    }
  }
}
