package org.prytany.inference.generation;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model's tokenizer without its control tokens: they are taken out of its description before it
 * is built, so no text, however it is written, becomes one. Prompts get them by number.
 */
final class ChatTokenizer implements AutoCloseable {

  private static final int LONGEST_TEXT = 200_000;

  private final HuggingFaceTokenizer text;
  private final ChatFormat format;
  private final Map<String, Integer> controls;
  private final Set<Integer> controlIds;
  private final TokenBytes pieces;
  private final Path file;

  private ChatTokenizer(
      HuggingFaceTokenizer text,
      ChatFormat format,
      Map<String, Integer> controls,
      TokenBytes pieces,
      Path file) {
    this.text = text;
    this.format = format;
    this.controls = controls;
    this.controlIds = Set.copyOf(new HashSet<>(controls.values()));
    this.pieces = pieces;
    this.file = file;
  }

  /**
   * @throws GenerationException if a file is missing, malformed, or of a kind that is not known
   */
  static ChatTokenizer open(Path folder) {
    Path file = folder.resolve("tokenizer.json");
    if (!(GenerationFolder.json(file) instanceof ObjectNode description)) {
      throw refused(file, "it is no JSON object", null);
    }
    ChatFormat format = format(folder);
    Map<String, Integer> controls = controls(description, file);
    withoutControls(description, controls);
    TokenBytes pieces = TokenBytes.of(description, file);
    for (ChatFormat.Part part : format.prompt("", "")) {
      if (part.isControl() && !controls.containsKey(part.text())) {
        throw refused(file, "it has no control token " + part.text(), null);
      }
    }
    return new ChatTokenizer(built(description, file), format, controls, pieces, file);
  }

  private static ChatFormat format(Path folder) {
    Path template = folder.resolve("chat_template.jinja");
    try {
      if (Files.exists(template)) {
        return ChatFormat.of(Files.readString(template), template.toString());
      }
    } catch (IOException e) {
      throw refused(template, "it cannot be read", e);
    }
    Path config = folder.resolve("tokenizer_config.json");
    JsonNode inside = GenerationFolder.json(config).path("chat_template");
    return ChatFormat.of(inside.asText(""), config.toString());
  }

  private static Map<String, Integer> controls(ObjectNode description, Path file) {
    Map<String, Integer> controls = new HashMap<>();
    for (JsonNode token : description.path("added_tokens")) {
      JsonNode id = token.path("id");
      if (!id.isInt()) {
        throw refused(file, "an added token has no number", null);
      }
      controls.put(token.path("content").asText(), id.intValue());
    }
    return controls;
  }

  /** Also what the library would do of itself: beginnings, endings, cutting and padding. */
  private static void withoutControls(ObjectNode description, Map<String, Integer> controls) {
    description.putArray("added_tokens");
    description.putNull("post_processor");
    description.putNull("truncation");
    description.putNull("padding");
    if (description.path("model").path("vocab") instanceof ObjectNode vocabulary) {
      vocabulary.remove(controls.keySet());
    }
  }

  private static HuggingFaceTokenizer built(ObjectNode description, Path file) {
    // As for sentences: it reports its use to its vendor and looks on the net unless told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    if (System.getenv("RUST_FLAVOR") == null && System.getProperty("RUST_FLAVOR") == null) {
      System.setProperty("RUST_FLAVOR", "cpu");
    }
    // It finds its native library through the caller's context class loader, which may be anyone's.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
    try {
      byte[] bytes = new ObjectMapper().writeValueAsBytes(description);
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(bytes),
          Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false"));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw refused(file, String.valueOf(e.getMessage()), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Tokens of a text that is data; none is a control token. */
  int[] text(String data) {
    if (data.length() > LONGEST_TEXT) {
      throw new GenerationException(
          "text-too-long",
          "A text for the model has "
              + data.length()
              + " characters; "
              + LONGEST_TEXT
              + " is the most. Give it less evidence.");
    }
    long[] ids = text.encode(data, false, false).getIds();
    int[] tokens = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      tokens[i] = Math.toIntExact(ids[i]);
      if (controlIds.contains(tokens[i])) {
        throw refused(file, "it makes a control token of plain text", null);
      }
    }
    return tokens;
  }

  /** Tokens of a prompt, up to where the answer begins. */
  int[] prompt(String instructions, String question) {
    List<int[]> parts =
        format.prompt(instructions, question).stream()
            .map(part -> part.isControl() ? new int[] {control(part.text())} : text(part.text()))
            .toList();
    int[] all = new int[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private int control(String name) {
    Integer id = controls.get(name);
    if (id == null) {
      throw refused(file, "it has no control token " + name, null);
    }
    return id;
  }

  boolean isControl(int id) {
    return controlIds.contains(id);
  }

  /** What each token stands for; a control token stands for nothing. */
  TokenBytes pieces() {
    return pieces;
  }

  /** The text of tokens; control tokens have none. Bytes that are no character become U+FFFD. */
  String decode(int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(pieces.of(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static GenerationException refused(Path file, String why, @Nullable Throwable cause) {
    return new GenerationException(
        "tokenizer-failed",
        "The tokenizer "
            + file
            + " cannot be used: "
            + why
            + ". Take the model's own tokenizer.json from its publisher and add the model anew.",
        cause == null ? new IllegalArgumentException(why) : cause);
  }

  @Override
  public void close() {
    text.close();
  }
}
