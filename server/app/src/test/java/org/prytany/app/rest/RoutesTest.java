package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.junit.jupiter.api.Test;

/** Every route of the API, and who may use it. A route that is not listed here fails. */
class RoutesTest {

  /**
   * Who may: anybody, whoever signed in, an operator, an operator and who has the key, or whoever
   * brings what an operator signed, which is the act.
   */
  private enum Who {
    ANYBODY,
    SIGNED_IN,
    OPERATOR,
    OPERATOR_OR_KEY,
    BY_SIGNATURE
  }

  private static final Map<String, Who> ROUTES =
      Map.ofEntries(
          Map.entry("GET /daos", Who.ANYBODY),
          Map.entry("GET /daos/{dao}", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/proposals", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/proposals/{id}", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/proposals/{id}/statement", Who.ANYBODY),
          Map.entry("POST /daos/{dao}/proposals/{id}/statements", Who.SIGNED_IN),
          Map.entry("POST /daos/{dao}/proposals/{id}/effects", Who.OPERATOR),
          Map.entry("GET /daos/{dao}/proposals/{id}/digest.md", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/feed.atom", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/period", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/period.md", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/pauses", Who.ANYBODY),
          Map.entry("GET /daos/{dao}/pause", Who.ANYBODY),
          Map.entry("POST /daos/{dao}/pauses", Who.SIGNED_IN),
          Map.entry("GET /daos/{dao}/proposals/{id}/decision", Who.ANYBODY),
          Map.entry("POST /daos/{dao}/proposals/{id}/decisions", Who.BY_SIGNATURE),
          Map.entry("GET /alerts", Who.OPERATOR_OR_KEY),
          Map.entry("POST /alerts/test", Who.OPERATOR_OR_KEY),
          Map.entry("GET /digests/{contentHash}", Who.ANYBODY),
          Map.entry("GET /decisions", Who.ANYBODY),
          Map.entry("GET /ballots", Who.ANYBODY),
          Map.entry("GET /disbursements", Who.ANYBODY),
          Map.entry("GET /approvals", Who.ANYBODY),
          Map.entry("GET /duties", Who.ANYBODY),
          Map.entry("GET /plugins", Who.ANYBODY),
          Map.entry("GET /audit", Who.ANYBODY),
          Map.entry("GET /audit/verification", Who.ANYBODY),
          Map.entry("GET /events", Who.ANYBODY),
          Map.entry("GET /session", Who.SIGNED_IN),
          Map.entry("GET /session/nonce", Who.ANYBODY),
          Map.entry("POST /session", Who.ANYBODY),
          Map.entry("POST /digest", Who.OPERATOR_OR_KEY),
          Map.entry("POST /digest/markdown", Who.OPERATOR_OR_KEY));

  @Test
  void everyRouteIsListedWithWhoMayUseIt() throws Exception {
    assertThat(new TreeSet<>(routes().keySet())).isEqualTo(new TreeSet<>(ROUTES.keySet()));
  }

  @Test
  void whatIsNotForAnybodySaysSoInItsDescription() throws Exception {
    routes()
        .forEach(
            (route, method) ->
                assertThat(method.isAnnotationPresent(SecurityRequirement.class))
                    .as(route)
                    .isEqualTo(!Set.of(Who.ANYBODY, Who.BY_SIGNATURE).contains(ROUTES.get(route))));
  }

  @Test
  void whateverChangesSomethingIsNotForAnybody() throws Exception {
    for (String route : routes().keySet()) {
      if (!route.startsWith("GET ") && !route.equals("POST /session")) {
        assertThat(ROUTES.get(route)).as(route).isNotEqualTo(Who.ANYBODY);
      }
    }
  }

  private static Map<String, Method> routes() throws Exception {
    Map<String, Method> routes = new TreeMap<>();
    for (Class<?> type : resources()) {
      for (Method method : type.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            Path own = method.getAnnotation(Path.class);
            String path = type.getAnnotation(Path.class).value() + (own == null ? "" : own.value());
            routes.put(http.value() + " " + path.replace("//", "/"), method);
          }
        }
      }
    }
    return routes;
  }

  private static Iterable<Class<?>> resources()
      throws IOException, URISyntaxException, ClassNotFoundException {
    TreeMap<String, Class<?>> found = new TreeMap<>();
    java.nio.file.Path folder =
        java.nio.file.Path.of(Api.class.getResource("Api.class").toURI()).getParent();
    try (Stream<java.nio.file.Path> all = Files.list(folder)) {
      for (java.nio.file.Path file : all.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("-")) {
          Class<?> type =
              Class.forName(
                  Api.class.getPackageName() + "." + name.replace(".class", ""),
                  false,
                  Api.class.getClassLoader());
          if (type.isAnnotationPresent(Path.class)) {
            found.put(name, type);
          }
        }
      }
    }
    return found.values();
  }
}
