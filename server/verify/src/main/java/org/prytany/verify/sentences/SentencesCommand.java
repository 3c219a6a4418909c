package org.prytany.verify.sentences;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.evaluate.Evaluation;
import org.prytany.governance.proof.SentenceProof;
import org.prytany.governance.proof.TextEvidence;
import org.prytany.spi.Span;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany evaluate sentences`: which sentences about proposals their texts bear out. */
@Command(
    name = "sentences",
    mixinStandardHelpOptions = true,
    description = {
      "Says of sentences about proposals whether the proposal's own text bears them out.",
      "",
      "Each line of the given file is {id, title, body, actions, sentence}; for each, in the same"
          + " order, a line {id, shown, reason, evidence} is written. Evidence are the sentences of"
          + " the text that say it, or come nearest: start and end count UTF-16 units of the title or"
          + " body. Actions are no text, and are not looked at. No server is needed."
    })
public final class SentencesCommand implements Evaluation {

  @Option(
      names = "--jsonl",
      paramLabel = "IN",
      required = true,
      description = "The sentences, one JSON object a line.")
  private @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "Where the answers are written; what is there is replaced.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path from = Objects.requireNonNull(in);
    Path to = Objects.requireNonNull(out);
    if (!Files.isReadable(from) || Files.isDirectory(from)) {
      throw new CommandFailure(
          "The sentences " + from + " cannot be read.", "Give an existing JSONL file.");
    }
    if (Files.exists(to) && Files.isSameFile(from, to)) {
      throw new CommandFailure(
          "The answers would replace the sentences in " + from + ".", "Give --out another file.");
    }
    // All of them first: a bad line must not cost the answers that are there.
    List<Row> rows = rows(from);
    int shown = 0;
    try (Writer answers = Files.newBufferedWriter(to)) {
      String last = "";
      TextEvidence text = new TextEvidence("");
      for (Row row : rows) {
        // Sentences about one proposal mostly stand together: its text is read once.
        if (!row.text().equals(last)) {
          last = row.text();
          text = new TextEvidence(last);
        }
        SentenceProof proof = text.proof(row.sentence());
        shown += proof.shown() ? 1 : 0;
        answers.write(ApiClient.JSON.writeValueAsString(answer(row, proof)));
        answers.write('\n');
      }
    }
    PrintWriter said = Objects.requireNonNull(spec).commandLine().getOut();
    said.println(shown + " of " + rows.size() + " sentences may be shown; see " + to + ".");
    said.flush();
    return 0;
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          rows.add(Row.of(line, file + ", line " + number));
        }
      }
    }
    return rows;
  }

  private static ObjectNode answer(Row row, SentenceProof proof) {
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    answer.put("id", row.id()).put("shown", proof.shown()).put("reason", proof.reason());
    if (!proof.replacement().isEmpty()) {
      answer.put("replacement", proof.replacement());
    }
    ArrayNode evidence = answer.putArray("evidence");
    int head = row.head().length();
    for (Span span : proof.evidence()) {
      boolean title = span.start() < head;
      // "# " stands before the title.
      int before = title ? 2 : head;
      evidence
          .addObject()
          .put("in", title ? "title" : "body")
          .put("start", Math.max(0, span.start() - before))
          .put("end", Math.max(0, span.end() - before))
          .put("text", span.of(row.text()));
    }
    return answer;
  }
}
