package org.prytany.inference.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a family of models is told who speaks. Control tokens are named apart from text, so that they
 * are put in by their numbers and no text is ever read as one.
 *
 * <p>A model's {@code chat_template.jinja} is a program; it is only looked at for the family's
 * marker, never run.
 */
enum ChatFormat {
  /** SmolLM, Qwen and others (https://github.com/openai/openai-python/blob/v0.28.1/chatml.md). */
  CHAT_ML(
      "<|im_start|>",
      List.of(),
      List.of(control("<|im_start|>"), text("system\n")),
      List.of(control("<|im_end|>"), text("\n"), control("<|im_start|>"), text("user\n")),
      List.of(control("<|im_end|>"), text("\n"), control("<|im_start|>"), text("assistant\n"))),
  /** Llama 3 (https://github.com/meta-llama/llama-models, its model card's prompt format). */
  LLAMA_3(
      "<|start_header_id|>",
      List.of(control("<|begin_of_text|>")),
      List.of(
          control("<|start_header_id|>"),
          text("system"),
          control("<|end_header_id|>"),
          text("\n\n")),
      List.of(
          control("<|eot_id|>"),
          control("<|start_header_id|>"),
          text("user"),
          control("<|end_header_id|>"),
          text("\n\n")),
      List.of(
          control("<|eot_id|>"),
          control("<|start_header_id|>"),
          text("assistant"),
          control("<|end_header_id|>"),
          text("\n\n")));

  private final String marker;
  private final List<Part> first;
  private final List<Part> system;
  private final List<Part> user;
  private final List<Part> answer;

  ChatFormat(
      String marker, List<Part> first, List<Part> system, List<Part> user, List<Part> answer) {
    this.marker = marker;
    this.first = first;
    this.system = system;
    this.user = user;
    this.answer = answer;
  }

  /**
   * A piece of a prompt.
   *
   * @param isControl whether the text is a control token's name
   */
  record Part(String text, boolean isControl) {}

  private static Part control(String name) {
    return new Part(name, true);
  }

  private static Part text(String text) {
    return new Part(text, false);
  }

  /**
   * @param template the model's chat template
   * @param name of it, for the message
   * @throws GenerationException if it is of no family that is known
   */
  static ChatFormat of(String template, String name) {
    for (ChatFormat format : values()) {
      if (template.contains(format.marker)) {
        return format;
      }
    }
    throw new GenerationException(
        "chat-format",
        "The chat template "
            + name
            + " is of no family that is known here. Use a model with ChatML (Qwen, SmolLM) or"
            + " Llama 3's format.");
  }

  /** The prompt up to where the model's answer begins. */
  List<Part> prompt(String instructions, String question) {
    List<Part> parts = new ArrayList<>(first);
    parts.addAll(system);
    parts.add(text(instructions));
    parts.addAll(user);
    parts.add(text(question));
    parts.addAll(answer);
    return List.copyOf(parts);
  }
}
