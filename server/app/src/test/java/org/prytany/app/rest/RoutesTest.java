package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.junit.jupiter.api.Test;

/**
 * Every route of the API, and who may use it. A route that is not listed in routes.txt fails; the
 * acceptance tests ask the running server for each of them.
 */
class RoutesTest {

  /** Where nothing is asked of a token. */
  private static final Set<String> OPEN = Set.of("anybody", "by-signature", "by-link");

  /** A sign-in is a signature, a draft is only read, and an address is only asked. */
  private static final Set<String> CHANGES_NOTHING =
      Set.of(
          "POST /session",
          "POST /draft",
          "POST /subscriptions/mail",
          "POST /subscriptions/push",
          "POST /subscriptions/webhook");

  private static final Map<String, String> ROUTES = listed();

  private static Map<String, String> listed() {
    Map<String, String> routes = new TreeMap<>();
    try (InputStream in = RoutesTest.class.getResourceAsStream("routes.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          int last = line.lastIndexOf(' ');
          routes.put(line.substring(0, last), line.substring(last + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes;
  }

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
                    .isEqualTo(!OPEN.contains(ROUTES.get(route))));
  }

  @Test
  void whateverChangesSomethingIsNotForAnybody() throws Exception {
    for (String route : routes().keySet()) {
      if (!route.startsWith("GET ") && !CHANGES_NOTHING.contains(route)) {
        assertThat(ROUTES.get(route)).as(route).isNotEqualTo("anybody");
      }
    }
  }

  /**
   * Of classes whose paths begin an address, only those with the longest are asked (JAX-RS 3.7.2).
   */
  @Test
  void noRouteIsHiddenByAnotherClass() throws Exception {
    Set<String> starts = new TreeSet<>();
    for (Class<?> type : resources()) {
      starts.add(start(type));
    }
    routes()
        .forEach(
            (route, method) -> {
              String path = route.substring(route.indexOf(' ') + 1);
              assertThat(starts)
                  .as(route)
                  .filteredOn(start -> start.length() > start(method.getDeclaringClass()).length())
                  .noneMatch(start -> (path + "/").startsWith(start + "/"));
            });
  }

  private static String start(Class<?> resource) {
    String path = resource.getAnnotation(Path.class).value();
    return path.equals("/") ? "" : path;
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
