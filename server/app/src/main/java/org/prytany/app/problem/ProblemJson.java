package org.prytany.app.problem;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes problems where no REST resource is reached: in servlet filters and error pages. */
public final class ProblemJson {

  private ProblemJson() {}

  /** Sets status and body. */
  public static void write(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body =
        Json.createObjectBuilder()
            .add("type", problem.type())
            .add("title", problem.title())
            .add("status", problem.status())
            .add("detail", problem.detail())
            .add("code", problem.code())
            .build()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
