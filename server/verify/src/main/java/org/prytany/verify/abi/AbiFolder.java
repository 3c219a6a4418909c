package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.prytany.chain.decode.AbiForms;
import org.prytany.chain.decode.Descriptor;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.CommandFailure;
import org.prytany.governance.failure.PrytanyException;

/** The folder that a server reads ABIs from when it starts: one file a contract. */
final class AbiFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ENDING = ".json";

  private final Path path;

  AbiFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * What is there, by file name, in the order of names; nothing if there is no folder yet.
   *
   * @throws CommandFailure with the file and the reason, for what a server would refuse as well
   */
  Map<String, Contract> contracts() {
    Map<String, Contract> all = new LinkedHashMap<>();
    if (!Files.isDirectory(path)) {
      return all;
    }
    try {
      // The server's own check comes first: what it refuses is said in its words.
      OperatorFiles.read(path);
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "Correct or remove it; a server would not start.", e);
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).sorted().toList()) {
        all.put(file.getFileName().toString(), contract(file));
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "The folder " + path + " cannot be read.", "Check who may read it.", e);
    }
    return all;
  }

  private static Contract contract(Path file) throws IOException {
    JsonNode root = JSON.readTree(Files.readAllBytes(file));
    String fileName = file.getFileName().toString();
    if (Descriptor.is(root)) {
      return Contract.described(
          fileName.substring(0, fileName.length() - ENDING.length()),
          root.path("source").asText(fileName),
          root,
          Descriptor.read(root, fileName));
    }
    AbiForms.Found found = AbiForms.in(root).orElseThrow();
    return new Contract(
        fileName.substring(0, fileName.length() - ENDING.length()),
        found.binding(),
        root.path("source").asText(fileName),
        found.abi(),
        OperatorFiles.functions(found.abi(), fileName));
  }

  /**
   * Puts contracts beside those that are there, each whole or not at all. What was put is taken
   * back if a later one cannot be.
   *
   * @param contracts with names that no file has yet
   * @throws CommandFailure if it cannot be written; then nothing of it is there
   */
  void put(List<Contract> contracts) {
    List<Path> ready = new ArrayList<>();
    List<Path> there = new ArrayList<>();
    try {
      Files.createDirectories(path);
      for (Contract contract : contracts) {
        Path beside = path.resolve("." + contract.name() + ENDING + ".new");
        ready.add(beside);
        Files.write(beside, JSON.writeValueAsBytes(written(contract)));
      }
      for (Contract contract : contracts) {
        Path file = path.resolve(contract.name() + ENDING);
        Files.move(
            path.resolve("." + contract.name() + ENDING + ".new"),
            file,
            StandardCopyOption.ATOMIC_MOVE);
        there.add(file);
      }
    } catch (IOException e) {
      Stream.concat(ready.stream(), there.stream()).forEach(file -> file.toFile().delete());
      throw new CommandFailure(
          "The folder " + path + " cannot be written, so nothing was added.",
          "Check who may write it and whether the disk is full, then run the command again.",
          e);
    }
  }

  /**
   * @param name a file's name without its ending
   */
  void remove(String name) {
    try {
      Files.delete(path.resolve(name + ENDING));
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + path.resolve(name + ENDING) + " cannot be removed.",
          "Check who may write the folder, then run the command again.",
          e);
    }
  }

  private static ObjectNode written(Contract contract) {
    ObjectNode root = JSON.createObjectNode();
    root.put("source", contract.source());
    if (contract.descriptor().isPresent()) {
      // Only what is read: the rest of a stranger's file stays out.
      for (String key : List.of("context", "metadata", "display")) {
        if (contract.abi().has(key)) {
          root.set(key, contract.abi().path(key));
        }
      }
      ((ObjectNode) root.path("context").path("contract")).remove("abi");
      return root;
    }
    contract
        .binding()
        .ifPresent(
            bound -> {
              root.put("chainId", bound.chainId()).put("address", bound.address().hex());
              bound.codeHash().ifPresent(hash -> root.put("codeHash", hash));
            });
    ArrayNode abi = root.putArray("abi");
    for (JsonNode entry : contract.abi()) {
      if (entry.path("type").asText("function").equals("function")) {
        abi.add(function(entry));
      }
    }
    return root;
  }

  /** Only what is read: the rest of a stranger's file stays out. */
  private static ObjectNode function(JsonNode entry) {
    ObjectNode function = JSON.createObjectNode();
    function.put("type", "function").put("name", entry.path("name").asText());
    function.set("inputs", inputs(entry.path("inputs")));
    boolean looks =
        entry.path("constant").asBoolean(false)
            || entry.path("stateMutability").asText("").matches("view|pure");
    return function.put("stateMutability", looks ? "view" : "nonpayable");
  }

  private static ArrayNode inputs(JsonNode given) {
    ArrayNode inputs = JSON.createArrayNode();
    for (JsonNode input : given) {
      ObjectNode one = inputs.addObject();
      one.put("name", input.path("name").asText("")).put("type", input.path("type").asText());
      if (input.has("components")) {
        one.set("components", inputs(input.path("components")));
      }
    }
    return inputs;
  }
}
