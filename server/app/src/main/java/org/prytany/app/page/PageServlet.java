package org.prytany.app.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemJson;

/**
 * Serves the browser application. The container's own file servlet answers some of the first
 * requests with an error when several come at once, and knows no lasting caches.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String FOLDER = "META-INF/resources";
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*+(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"));

  private final transient Map<String, byte[]> files = new ConcurrentHashMap<>();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean head = request.getMethod().equals("HEAD");
    if (!head && !request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, HEAD");
      ProblemJson.write(HttpProblems.of(405), response);
      return;
    }
    String asked = request.getRequestURI();
    String path = asked.endsWith("/") ? asked + "index.html" : asked;
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    byte[] content = type == null || !PATH.matcher(path).matches() ? new byte[0] : content(path);
    if (type == null || content.length == 0) {
      ProblemJson.write(HttpProblems.of(404), response);
      return;
    }
    response.setContentType(type);
    response.setContentLength(content.length);
    // Names under assets carry the hash of what is in them.
    response.setHeader(
        "Cache-Control",
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (!head) {
      response.getOutputStream().write(content);
    }
  }

  private byte[] content(String path) throws IOException {
    byte[] known = files.get(path);
    if (known != null) {
      return known;
    }
    try (InputStream in = PageServlet.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return new byte[0];
      }
      byte[] read = in.readAllBytes();
      files.put(path, read);
      return read;
    }
  }
}
