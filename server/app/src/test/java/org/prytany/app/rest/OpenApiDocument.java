package org.prytany.app.rest;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/**
 * Writes the description of the API from its resources and the records that they send. What the
 * scanner of annotations cannot know is added here: absent fields are left out and never null, all
 * others are always there, and what fails is a problem.
 */
final class OpenApiDocument {

  private static final String REFERENCE = "#/components/schemas/";
  private static final String VIEW = "View";

  private OpenApiDocument() {}

  /** The description in JSON, indented, with a line's end behind it. */
  static String written() {
    Index index = index();
    SmallRyeOpenAPI made =
        SmallRyeOpenAPI.builder()
            // Not the server's configuration: that has it serve what is written here.
            .withConfig(
                new SmallRyeConfigBuilder()
                    .withDefaultValue(
                        "mp.openapi.extensions.smallrye.operationIdStrategy",
                        "PACKAGE_CLASS_METHOD")
                    .build())
            .withIndex(index)
            .enableStandardStaticFiles(false)
            .enableStandardFilter(false)
            .addFilter(new Contract(paged(index)))
            .build();
    try {
      return made.toJSON() + "\n";
    } catch (RuntimeException e) {
      throw new IllegalStateException("the description is not written", e);
    }
  }

  private static Index index() {
    Indexer indexer = new Indexer();
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          indexer.index(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return indexer.complete();
  }

  /** Methods whose answers say where the next page begins, as the scanner names operations. */
  private static Set<String> paged(Index index) {
    return index.getAnnotations(DotName.createSimple(Paged.class)).stream()
        .map(AnnotationInstance::target)
        .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
        .map(AnnotationTarget::asMethod)
        .map(method -> method.declaringClass().name() + "_" + method.name())
        .collect(Collectors.toSet());
  }

  /** The application's classes, without those of tests. */
  private static Path root() {
    try {
      return Path.of(Api.class.getResource("Api.class").toURI()).resolveSibling("..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes of the API are no folder", e);
    }
  }

  private static final class Contract implements OASFilter {

    private final Set<String> paged;

    private Contract(Set<String> paged) {
      this.paged = paged;
    }

    @Override
    public void filterOpenAPI(OpenAPI all) {
      Map<String, Schema> named = new TreeMap<>();
      all.getComponents().getSchemas().forEach((name, its) -> named.put(published(name), its));
      named.put("Problem", problem());
      all.getComponents().setSchemas(named);
    }

    @Override
    public Schema filterSchema(Schema schema) {
      if (schema.getRef() != null && schema.getRef().startsWith(REFERENCE)) {
        schema.setRef(REFERENCE + published(schema.getRef().substring(REFERENCE.length())));
      }
      if (schema.getProperties() != null) {
        schema
            .getProperties()
            .forEach(
                (name, property) -> {
                  if (isOptional(property)) {
                    schema.addProperty(name, present(property));
                  } else {
                    schema.addRequired(name);
                  }
                });
      }
      return schema;
    }

    @Override
    public Operation filterOperation(Operation operation) {
      if (paged.contains(operation.getOperationId())) {
        operation.getResponses().getAPIResponse("200").addHeader("Link", link());
      }
      // Names of Java's are nobody else's.
      operation.setOperationId(null);
      operation.getResponses().getAPIResponses().values().stream()
          .map(response -> response.getContent())
          .filter(content -> content != null)
          .forEach(Contract::text);
      operation
          .getResponses()
          .addAPIResponse(
              "default",
              OASFactory.createAPIResponse()
                  .description("What is wrong, and what to do")
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              "application/problem+json",
                              OASFactory.createMediaType()
                                  .schema(OASFactory.createSchema().ref(REFERENCE + "Problem")))));
      return operation;
    }

    private static Header link() {
      return OASFactory.createHeader()
          .description(
              "Where the next page begins, rel=\"next\" (RFC 8288); absent on the last one")
          .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    /** Of what is text, the JSON beside it is only that of problems. */
    private static void text(Content content) {
      Map<String, MediaType> types = content.getMediaTypes();
      List<String> texts =
          types.entrySet().stream()
              .filter(type -> type.getValue().getSchema() == null)
              .map(Map.Entry::getKey)
              .toList();
      if (!texts.isEmpty()) {
        content.setMediaTypes(Map.of());
        texts.forEach(
            type ->
                content.addMediaType(
                    type,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING))));
      }
    }

    private static boolean isOptional(Schema property) {
      return isNull(property)
          || (property.getAnyOf() != null
              && property.getAnyOf().stream().anyMatch(Contract::isNull));
    }

    private static boolean isNull(Schema schema) {
      return schema.getType() != null && schema.getType().contains(SchemaType.NULL);
    }

    private static Schema present(Schema property) {
      if (property.getAnyOf() != null) {
        return property.getAnyOf().stream().filter(one -> !isNull(one)).findFirst().orElseThrow();
      }
      property.setType(
          property.getType().stream().filter(type -> type != SchemaType.NULL).toList());
      return property;
    }

    private static Schema problem() {
      Schema problem = OASFactory.createSchema().addType(SchemaType.OBJECT);
      for (String name : List.of("type", "title", "detail", "code")) {
        problem.addProperty(name, OASFactory.createSchema().addType(SchemaType.STRING));
      }
      problem.addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER));
      return problem.required(List.of("type", "title", "status", "detail", "code"));
    }

    /** A record that is sent as one: "View" says that in Java, and nothing outside of it. */
    private static String published(String name) {
      return name.endsWith(VIEW) ? name.substring(0, name.length() - VIEW.length()) : name;
    }
  }
}
