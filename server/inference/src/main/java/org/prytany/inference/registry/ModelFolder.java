package org.prytany.inference.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder as an exporter wrote it, with what a model needs picked out of it.
 *
 * @param folder where it lies
 * @param format how it is laid out
 * @param graph the graph's file, relative to the folder
 * @param files everything that belongs to the model, relative to the folder
 * @param leftOut what else lies there and is not taken
 * @param context tokens that the model reads and writes together; 0 if it does not say
 * @param summary what the graph says of itself
 */
record ModelFolder(
    Path folder,
    ModelFormat format,
    String graph,
    SortedSet<String> files,
    SortedSet<String> leftOut,
    int context,
    GraphSummary summary) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEPEST = 3;
  private static final String TOKENIZER = "tokenizer.json";
  private static final Set<String> BESIDE =
      Set.of(
          "config.json",
          "genai_config.json",
          "generation_config.json",
          TOKENIZER,
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "chat_template.jinja",
          "chat_template.json",
          "LICENSE",
          "LICENSE.txt",
          "LICENSE.md",
          "NOTICE",
          "NOTICE.txt");

  /**
   * @param named which graph, where there are several; empty: the only one
   * @throws RegistryException naming what is missing or wrong, and what to do
   */
  static ModelFolder of(Path folder, Optional<String> named) {
    if (!Files.isDirectory(folder)) {
      throw new RegistryException(
          Files.exists(folder) ? folder + " is no folder." : "There is no folder " + folder + ".",
          "Name the folder that holds the model's files, e.g. the one that the exporter wrote.");
    }
    try {
      SortedSet<String> there = there(folder);
      ModelFormat format = format(folder, there);
      require(folder, there, TOKENIZER, "the tokenizer");
      JsonNode config = json(folder.resolve(format.configFile()));
      String graph =
          format == ModelFormat.GENAI
              ? genaiGraph(folder, there, config, named)
              : onlyGraph(folder, there, named);
      GraphSummary summary = GraphSummary.of(folder.resolve(graph));
      refuseStrangeOperators(graph, summary);
      SortedSet<String> files = new TreeSet<>(Set.of(graph));
      there.stream().filter(BESIDE::contains).forEach(files::add);
      for (String location : summary.externalFiles()) {
        files.add(external(folder, there, graph, location));
      }
      SortedSet<String> leftOut = new TreeSet<>(there);
      leftOut.removeAll(files);
      return new ModelFolder(
          folder, format, graph, files, leftOut, context(format, config), summary);
    } catch (IOException e) {
      throw new RegistryException(
          "The folder " + folder + " cannot be read (" + e + ").",
          "Check that its files are there and readable, then run the command again.",
          e);
    }
  }

  private static SortedSet<String> there(Path folder) throws IOException {
    // Links are followed: a download's cache keeps its files that way. What is added is a copy.
    try (Stream<Path> all =
        Files.walk(folder, DEEPEST, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .collect(TreeSet::new, Set::add, Set::addAll);
    }
  }

  private static ModelFormat format(Path folder, Set<String> there) {
    for (ModelFormat format : ModelFormat.values()) {
      if (there.contains(format.configFile())) {
        return format;
      }
    }
    throw new RegistryException(
        "The folder "
            + folder
            + " holds no model in a known form: neither genai_config.json nor config.json is in it.",
        "Name the folder that ONNX Runtime's exporter wrote, or a Hugging Face export to ONNX.");
  }

  private static void require(Path folder, Set<String> there, String name, String what) {
    if (!there.contains(name)) {
      throw new RegistryException(
          "The folder " + folder + " lacks " + name + ", " + what + ".",
          "Export the model again with its tokenizer, or copy the file beside the others.");
    }
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(file));
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      // Said below.
    }
    throw new RegistryException(
        "The file " + file + " is no JSON object.", "Export or download the model again.");
  }

  private static String genaiGraph(
      Path folder, Set<String> there, JsonNode config, Optional<String> named) {
    String graph = config.at("/model/decoder/filename").asText("");
    if (named.isPresent() && !named.get().equals(graph)) {
      throw new RegistryException(
          "genai_config.json names the graph '" + graph + "', not '" + named.get() + "'.",
          "Leave --graph out.");
    }
    require(folder, there, graph.isEmpty() ? "model.onnx" : graph, "the graph");
    return graph;
  }

  private static String onlyGraph(Path folder, Set<String> there, Optional<String> named) {
    List<String> graphs = there.stream().filter(name -> name.endsWith(".onnx")).toList();
    if (named.isPresent()) {
      require(folder, there, named.get(), "the graph that --graph names");
      return named.get();
    }
    if (graphs.size() == 1) {
      return graphs.getFirst();
    }
    throw new RegistryException(
        graphs.isEmpty()
            ? "The folder " + folder + " holds no .onnx file."
            : "The folder " + folder + " holds several graphs: " + String.join(", ", graphs) + ".",
        graphs.isEmpty()
            ? "Export the model to ONNX first."
            : "Say which one with --graph, e.g. --graph " + graphs.getFirst() + ".");
  }

  private static void refuseStrangeOperators(String graph, GraphSummary summary) {
    SortedSet<String> strange = new TreeSet<>(summary.domains());
    strange.removeAll(GraphSummary.KNOWN_DOMAINS);
    if (!strange.isEmpty()) {
      throw new RegistryException(
          "The graph "
              + graph
              + " needs operators that are not ONNX Runtime's own: "
              + strange
              + ".",
          "Export the model without custom operators; Prytany loads no libraries for them.");
    }
  }

  /** Weights have to lie in the model's own folder: a graph may name any path. */
  private static String external(Path folder, Set<String> there, String graph, String location) {
    String name =
        graph.contains("/") ? graph.substring(0, graph.lastIndexOf('/') + 1) + location : location;
    if (location.isBlank() || !PlainName.is(name)) {
      throw new RegistryException(
          "The graph " + graph + " takes weights from '" + location + "', outside its folder.",
          "Do not use this model: an exporter writes its weights beside the graph.");
    }
    require(folder, there, name, "in which the graph has its weights");
    return name;
  }

  private static int context(ModelFormat format, JsonNode config) {
    return format == ModelFormat.GENAI
        ? config.at("/model/context_length").asInt(0)
        : config.path("max_position_embeddings").asInt(0);
  }
}
