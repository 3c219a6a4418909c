package org.prytany.app.limits;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.prytany.app.problem.BodyTooLarge;
import org.prytany.app.problem.ProblemMapper;
import org.prytany.host.staging.Staging;
import org.prytany.settings.Settings;

/** Refuses request bodies that are too large, before and while they are read. */
@Provider
@ApplicationScoped
@Priority(100)
public class BodyFilter implements ContainerRequestFilter {

  /** What is signed is read also from those who ask too often, and is small. */
  private static final long SIGNED_BYTES = 32_768;

  /** Anybody may have a draft checked, and a text of that length has more than anybody reads. */
  public static final long DRAFT_BYTES = 262_144;

  @Inject private Instance<Settings> settings;

  @Override
  public void filter(ContainerRequestContext request) {
    Settings.Limits limits = settings.get().limits();
    String path = request.getUriInfo().getPath();
    long limit = path.endsWith("digest") ? limits.digestBodyBytes() : limits.bodyBytes();
    if (path.endsWith("session") || path.endsWith("decisions")) {
      limit = Math.min(limit, SIGNED_BYTES);
    }
    if (path.endsWith("draft")) {
      limit = Math.min(limit, DRAFT_BYTES);
    }
    if (path.endsWith("plugins/uploads")) {
      limit = Staging.MOST_BYTES;
    }
    String declared = request.getHeaderString("Content-Length");
    if (declared != null && declared.matches("\\d{1,18}") && Long.parseLong(declared) > limit) {
      request.abortWith(ProblemMapper.response(new BodyTooLarge(limit).problem()));
    } else if (request.hasEntity()) {
      request.setEntityStream(new LimitedStream(request.getEntityStream(), limit));
    }
  }
}
