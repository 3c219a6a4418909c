package org.prytany.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.DigestWriter;
import org.prytany.cli.OwnServer;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.GivenEvidence;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WritingTask;
import org.prytany.governance.writing.WrittenText;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.inference.registry.RegistryException;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Span;

/** `prytany digest --model`: writes as a server would, in the command's own process. */
public final class ModelDigestWriter implements DigestWriter {

  private static final int TOKENS = 160;
  private static final int THREADS = 2;
  private static final Duration CPU_TIME = Duration.ofMinutes(2);

  /** A copy of a folder is thrown away again, so its licence is nobody's business here. */
  private static final String LICENCE = "not asked for a trial";

  @Override
  public JsonNode written(String model, String body, JsonNode digest) {
    try {
      return Files.isDirectory(Path.of(model))
          ? ofFolder(Path.of(model), body, digest)
          : of(RegistryChoice.usual(), model, body, digest);
    } catch (RegistryException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e.remedy(), e);
    } catch (GenerationException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "`prytany model try` says more of what a model does.", e);
    }
  }

  /** Read from a copy, as `prytany model add` makes one: whole, and looked at before it runs. */
  private static JsonNode ofFolder(Path folder, String body, JsonNode digest) {
    Path copy;
    try {
      copy = Files.createTempDirectory("prytany-model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      ModelRegistry registry = new ModelRegistry(copy.resolve("models"));
      ModelEntry entry =
          registry
              .add(
                  folder,
                  new ModelRegistry.Request(
                      Optional.empty(),
                      ModelRole.WRITE,
                      Optional.empty(),
                      Optional.of(LICENCE),
                      Optional.empty()),
                  file -> {})
              .entry();
      return of(registry, entry.name(), body, digest);
    } finally {
      OwnServer.delete(copy);
    }
  }

  private static JsonNode of(ModelRegistry registry, String name, String body, JsonNode digest) {
    ModelEntry entry = registry.entry(name);
    if (entry.role() != ModelRole.WRITE) {
      throw new CommandFailure(
          "The model " + entry.name() + " has the role " + entry.role().word() + ".",
          "Name one that writes: `prytany model list` has the roles.");
    }
    try (ModelWriter writer = ModelWriter.open(registry.verified(entry), THREADS)) {
      return of(writer, entry, body, digest);
    }
  }

  static JsonNode of(Writer writer, ModelEntry entry, String body, JsonNode digest) {
    List<WritingTask.Evidence> evidence = new ArrayList<>();
    digest
        .path("sentences")
        .forEach(
            each ->
                evidence.add(
                    new WritingTask.Evidence(
                        each.path("text").asText(),
                        new Span(each.path("start").asInt(), each.path("end").asInt()))));
    List<WritingTask.Evidence> given = GivenEvidence.of(evidence, found(digest));
    List<String> effects = new ArrayList<>();
    digest.path("effects").forEach(each -> effects.add(each.path("line").asText()));
    WritingTask task =
        new WritingTask(
            new ProposalKey(0, Address.ZERO, BigInteger.ZERO),
            body,
            given,
            effects,
            key(entry, body, digest));
    Instant begun = Instant.now();
    Writer.Draft draft =
        given.isEmpty()
            ? new Writer.Draft(List.of(), Trial.NOTHING)
            : writer.write(
                given.stream().map(WritingTask.Evidence::text).toList(), effects, budget());
    if (draft.written().stop() == Written.Stop.CPU_TIME) {
      // A server throws it away too: it would depend on the machine's day.
      throw new CommandFailure(
          "The model took more than "
              + CPU_TIME.toMinutes()
              + " minutes of processor time, and what it wrote by then is not kept.",
          "Name a smaller model, or leave --model out.");
    }
    Drafted drafted =
        new Drafted(
            task.proposal(),
            task.key(),
            draft.sentences().stream()
                .map(each -> new Drafted.Sentence(each.text(), each.cited()))
                .toList(),
            begun,
            Duration.between(begun, Instant.now()).toMillis());
    return shown(WrittenText.of(task, drafted));
  }

  private static List<Finding> found(JsonNode digest) {
    List<Finding> found = new ArrayList<>();
    for (JsonNode each : digest.path("findings")) {
      int start = each.path("start").asInt(-1);
      int end = each.path("end").asInt(-1);
      found.add(
          new Finding(
              each.path("code").asText(),
              Finding.Severity.NOTE,
              "",
              start >= 0 && start < end ? Optional.of(new Span(start, end)) : Optional.empty(),
              -1));
    }
    return found;
  }

  private static WritingKey key(ModelEntry entry, String body, JsonNode digest) {
    return new WritingKey(
        entry.name(),
        entry.sha256(),
        ModelWriter.shippedPromptVersion(),
        "cpu " + System.getProperty("os.arch"),
        new CanonicalBytes("prytany-text-1").add(body).sha256(),
        digest.path("contentHash").asText(),
        "");
  }

  private static Budget budget() {
    var threads = ManagementFactory.getThreadMXBean();
    return new Budget(
        TOKENS,
        CPU_TIME.toNanos(),
        threads::getCurrentThreadCpuTime,
        () -> Thread.currentThread().isInterrupted());
  }

  private static JsonNode shown(WrittenText text) {
    ObjectNode node = ApiClient.JSON.createObjectNode();
    node.put("words", text.words()).put("model", text.key().model());
    node.put("modelSha256", text.key().modelSha256()).put("wrote", text.sentences().size());
    var sentences = node.putArray("sentences");
    for (WrittenText.Sentence each : text.sentences()) {
      if (each.outcome() == WrittenText.Outcome.PROVED) {
        ObjectNode one = sentences.addObject().put("text", each.text());
        var places = one.putArray("evidence");
        each.evidence()
            .forEach(span -> places.addObject().put("start", span.start()).put("end", span.end()));
        each.effects().forEach(one.putArray("effects")::add);
      }
    }
    return node;
  }
}
