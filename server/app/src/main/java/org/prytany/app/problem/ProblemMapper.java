package org.prytany.app.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Turns everything thrown into a problem document. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof PrytanyException failure) {
        return known(failure);
      }
      if (at instanceof BodyTooLarge tooLarge) {
        return response(tooLarge.problem());
      }
      if (at instanceof Busy busy) {
        return later(busy.problem(), busy.retryAfterSeconds());
      }
      if (at instanceof TooOften often) {
        return later(often.problem(), often.retryAfterSeconds());
      }
    }
    if (thrown instanceof WebApplicationException web) {
      return web(web);
    }
    LOG.log(Level.ERROR, "a request failed", thrown);
    return response(Problem.unexpected());
  }

  private static Response later(Problem problem, long seconds) {
    return Response.fromResponse(response(problem))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  private static Response known(PrytanyException failure) {
    Problem problem = Problem.of(failure);
    if (failure.code().category() == FailureCode.Category.INTERNAL) {
      LOG.log(Level.WARNING, "a request failed: " + problem.code() + ": " + problem.detail());
    }
    return response(problem);
  }

  private static Response web(WebApplicationException thrown) {
    Response given = thrown.getResponse();
    int status = given.getStatus();
    if (status < 400) {
      return given;
    }
    if (status >= 500) {
      LOG.log(Level.ERROR, "a request failed", thrown);
    }
    Response.ResponseBuilder answer = Response.fromResponse(response(HttpProblems.of(status)));
    for (String header : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      if (given.getHeaderString(header) != null) {
        answer.header(header, given.getHeaderString(header));
      }
    }
    return answer.build();
  }

  /** A response with the problem as its body. */
  public static Response response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
