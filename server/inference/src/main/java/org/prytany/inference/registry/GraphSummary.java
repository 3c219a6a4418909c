package org.prytany.inference.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an ONNX graph says of itself before anything runs it: how many weights it has, in which
 * other files they lie, and from which operator sets it calls. Read from the file's own bytes
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), so that a graph which points at files
 * outside its folder, or needs operators that the runtime does not have, is refused before it is
 * loaded.
 *
 * @param parameters weights; of a matrix that is packed into fewer bits ({@code MatMulNBits}) as
 *     many as it stands for, without its scales
 * @param externalFiles names as the graph gives them, relative to its own folder
 * @param domains operator sets, "" for ONNX' own
 */
record GraphSummary(long parameters, SortedSet<String> externalFiles, SortedSet<String> domains) {

  /** Those that ONNX Runtime has built in. */
  static final Set<String> KNOWN_DOMAINS =
      Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc");

  private static final int DEEPEST = 16;

  /**
   * @throws RegistryException if it is no ONNX graph
   */
  static GraphSummary of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // ONNX keeps a graph below 2 GiB: larger weights lie in files beside it.
      if (channel.size() > Integer.MAX_VALUE) {
        throw refused(file, "it is larger than 2 GiB");
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      Reading reading = new Reading();
      reading.model(new ProtoReader(bytes));
      return reading.summary();
    } catch (ProtoReader.Malformed e) {
      throw refused(file, String.valueOf(e.getMessage()));
    }
  }

  private static RegistryException refused(Path file, String why) {
    return new RegistryException(
        "The file " + file + " is no ONNX graph (" + why + ").",
        "Export the model to ONNX again, e.g. with onnxruntime-genai's model builder.");
  }

  /** Collects while the bytes are walked once. */
  private static final class Reading {

    private final SortedSet<String> external = new TreeSet<>();
    private final SortedSet<String> domains = new TreeSet<>();
    private final Map<String, Long> weights = new HashMap<>();
    private final Map<String, Long> packed = new HashMap<>();
    private boolean hasGraph;

    GraphSummary summary() throws ProtoReader.Malformed {
      if (!hasGraph) {
        throw new ProtoReader.Malformed("there is no graph in it");
      }
      packed.forEach((name, count) -> weights.replace(name, count));
      long all = weights.values().stream().mapToLong(Long::longValue).sum();
      return new GraphSummary(all, external, domains);
    }

    void model(ProtoReader model) throws ProtoReader.Malformed {
      while (model.next()) {
        switch (model.field()) {
          case 7 -> {
            hasGraph = true;
            graph(model.message(), 0);
          }
          case 8 -> operatorSet(model.message());
          case 20 -> training(model.message());
          case 25 -> function(model.message());
          default -> model.skip();
        }
      }
    }

    /** What a trainer would run before and with the graph; the runtime reads it as well. */
    private void training(ProtoReader training) throws ProtoReader.Malformed {
      while (training.next()) {
        switch (training.field()) {
          case 1, 2 -> graph(training.message(), 1);
          default -> training.skip();
        }
      }
    }

    /** An operator that the model makes out of others. */
    private void function(ProtoReader function) throws ProtoReader.Malformed {
      while (function.next()) {
        switch (function.field()) {
          case 7 -> node(function.message(), 1);
          case 9 -> operatorSet(function.message());
          case 11 -> attribute(function.message(), new HashMap<>(), 1);
          default -> function.skip();
        }
      }
    }

    private void operatorSet(ProtoReader set) throws ProtoReader.Malformed {
      String domain = "";
      while (set.next()) {
        if (set.field() == 1) {
          domain = set.text();
        } else {
          set.skip();
        }
      }
      domains.add(domain);
    }

    private void graph(ProtoReader graph, int depth) throws ProtoReader.Malformed {
      if (depth > DEEPEST) {
        throw new ProtoReader.Malformed("graphs within graphs, too deep");
      }
      while (graph.next()) {
        switch (graph.field()) {
          case 1 -> node(graph.message(), depth);
          case 5 -> tensor(graph.message());
          case 15 -> sparse(graph.message());
          default -> graph.skip();
        }
      }
    }

    /** Values and their places, each a tensor. */
    private void sparse(ProtoReader sparse) throws ProtoReader.Malformed {
      while (sparse.next()) {
        switch (sparse.field()) {
          case 1, 2 -> tensor(sparse.message());
          default -> sparse.skip();
        }
      }
    }

    private void tensor(ProtoReader tensor) throws ProtoReader.Malformed {
      String name = "";
      long count = 1;
      while (tensor.next()) {
        switch (tensor.field()) {
          case 1 -> count = tensor.product(count);
          case 8 -> name = tensor.text();
          case 13 -> location(tensor.message());
          default -> tensor.skip();
        }
      }
      weights.put(name, count);
    }

    private void location(ProtoReader pair) throws ProtoReader.Malformed {
      String key = "";
      String value = "";
      while (pair.next()) {
        switch (pair.field()) {
          case 1 -> key = pair.text();
          case 2 -> value = pair.text();
          default -> pair.skip();
        }
      }
      if (key.equals("location")) {
        external.add(value);
      }
    }

    private void node(ProtoReader node, int depth) throws ProtoReader.Malformed {
      Map<String, Long> numbers = new HashMap<>();
      List<String> inputs = new ArrayList<>();
      String operator = "";
      while (node.next()) {
        switch (node.field()) {
          case 1 -> inputs.add(node.text());
          case 4 -> operator = node.text();
          case 5 -> attribute(node.message(), numbers, depth);
          case 7 -> domains.add(node.text());
          default -> node.skip();
        }
      }
      if (operator.equals("EPContext")) {
        throw new ProtoReader.Malformed("it runs a compiled part, which no one can look into");
      }
      if (operator.equals("MatMulNBits") && inputs.size() > 2) {
        packed.put(inputs.get(1), numbers.getOrDefault("K", 0L) * numbers.getOrDefault("N", 0L));
        inputs.subList(2, inputs.size()).forEach(scale -> packed.put(scale, 0L));
      } else if (operator.equals("GatherBlockQuantized") && inputs.size() > 2) {
        inputs.subList(2, inputs.size()).forEach(scale -> packed.put(scale, 0L));
      }
    }

    private void attribute(ProtoReader attribute, Map<String, Long> numbers, int depth)
        throws ProtoReader.Malformed {
      String name = "";
      while (attribute.next()) {
        switch (attribute.field()) {
          case 1 -> name = attribute.text();
          case 3 -> numbers.put(name, attribute.integer());
          case 5, 10 -> tensor(attribute.message());
          case 6, 11 -> graph(attribute.message(), depth + 1);
          case 22, 23 -> sparse(attribute.message());
          default -> attribute.skip();
        }
      }
    }
  }
}
