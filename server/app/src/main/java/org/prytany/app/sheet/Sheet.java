package org.prytany.app.sheet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A digest ready to be written out: every text in it is plain, and none of it is escaped yet.
 *
 * @param headline what will happen, where that is known, and the author's title
 * @param ask what it comes to in one line without a full stop; empty until its calls were looked at
 * @param quoted where stands what that line has out of lists, tables and notices
 * @param standing where the proposal stands, in whole sentences
 * @param verdict what text and calls come to, in one sentence
 * @param blocked whether automation is stopped and nobody has overridden that
 * @param stale why the digest is no longer the one that would be made now
 * @param sentences what the text says
 * @param notes what the summary leaves out, one sentence each
 * @param written what a model wrote beside it; never in a feed or a message
 * @param failure why executing it would fail
 * @param executes every call, in order
 * @param effects net changes, one sentence each
 * @param pairs claims against effects, what differs first
 * @param findings what a reader should know, the gravest first
 * @param provenance what all this was made from and with
 */
public record Sheet(
    String headline,
    Optional<String> ask,
    List<Lines> quoted,
    List<String> standing,
    String verdict,
    boolean blocked,
    Optional<String> stale,
    List<Sentence> sentences,
    List<String> notes,
    Optional<Written> written,
    Optional<String> failure,
    List<Call> executes,
    List<String> effects,
    List<Pair> pairs,
    List<Finding> findings,
    List<Fact> provenance) {

  public Sheet {
    quoted = List.copyOf(quoted);
    standing = List.copyOf(standing);
    sentences = List.copyOf(sentences);
    notes = List.copyOf(notes);
    executes = List.copyOf(executes);
    effects = List.copyOf(effects);
    pairs = List.copyOf(pairs);
    findings = List.copyOf(findings);
    provenance = List.copyOf(provenance);
  }

  /** Lines of the description, from 1. */
  public record Lines(int first, int last) {

    /** "line 3" or "lines 3–5". */
    public String words() {
      return first == last ? "line " + first : "lines " + first + "–" + last;
    }
  }

  /**
   * A sentence of the text and where it stands.
   *
   * @param inserted where what it has in brackets stands
   */
  public record Sentence(String text, Lines lines, List<Lines> inserted) {
    public Sentence {
      inserted = List.copyOf(inserted);
    }

    /** "line 3", or "line 3; in brackets: line 2". */
    public String place() {
      return lines.words()
          + (inserted.isEmpty()
              ? ""
              : inserted.stream()
                  .map(Lines::words)
                  .distinct()
                  .collect(Collectors.joining(", ", "; in brackets: ", "")));
    }
  }

  /**
   * What a model wrote.
   *
   * @param words what a reader has to know of it
   * @param sentences those that what they cite bears out
   */
  public record Written(String words, List<WrittenSentence> sentences) {
    public Written {
      sentences = List.copyOf(sentences);
    }
  }

  /**
   * @param lines where the text says it; none where the calls do
   */
  public record WrittenSentence(String text, List<Lines> lines) {
    public WrittenSentence {
      lines = List.copyOf(lines);
    }
  }

  /** " (line 3, lines 5–7)": where it stands what the line has out of lists; "" for nothing. */
  public String quotedPlaces() {
    return quoted.isEmpty()
        ? ""
        : quoted.stream().map(Lines::words).distinct().collect(Collectors.joining(", ", " (", ")"));
  }

  /** The same with what a model wrote. */
  Sheet with(Written text) {
    return new Sheet(
        headline,
        ask,
        quoted,
        standing,
        verdict,
        blocked,
        stale,
        sentences,
        notes,
        Optional.of(text),
        failure,
        executes,
        effects,
        pairs,
        findings,
        provenance);
  }

  /**
   * A call, with those inside it.
   *
   * @param remark what is unusual about it: an unknown function, foreign code with own authority;
   *     "" for nothing
   */
  public record Call(String line, String remark, List<Call> inside) {
    public Call {
      inside = List.copyOf(inside);
    }
  }

  /** How a claim and an effect stand to each other. */
  public enum Status {
    CONTRADICTED("✗", "contradicted"),
    UNMENTIONED("✗", "not mentioned"),
    NOT_EXECUTED("✗", "not executed"),
    CONSISTENT("✓", "agrees");

    private final String mark;
    private final String words;

    Status(String mark, String words) {
      this.mark = mark;
      this.words = words;
    }

    public String mark() {
      return mark;
    }

    public String words() {
      return words;
    }
  }

  /** A claim, an effect, or both; the missing side is empty. */
  public record Pair(
      Status status, Optional<Claim> claim, Optional<String> effect, String explanation) {}

  /** What the text says, in its own words. */
  public record Claim(String quote, Lines lines) {}

  /** A finding and where its evidence is. */
  public record Finding(Severity severity, String text, Optional<Lines> lines, int call) {}

  /** How much a finding matters. */
  public enum Severity {
    STOP,
    LOOK,
    NOTE
  }

  /** A name and its value. */
  public record Fact(String name, String value) {}
}
