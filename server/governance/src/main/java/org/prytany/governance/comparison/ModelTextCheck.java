package org.prytany.governance.comparison;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.FoldedText;
import org.prytany.governance.reading.Phrases;
import org.prytany.governance.reading.Quoted;
import org.prytany.spi.Span;

/**
 * Words that talk to a program that reads the text, and not to a member. No program here takes
 * orders from a text; a reader should know all the same that its author tried.
 */
final class ModelTextCheck {

  private static final String READER =
      "(?:ai|ais|llms?|gpt|chatgpt|claude|gemini|language models?|ai models?|chatbots?|ai assistants?|ai agents?"
          + "|summari[sz]ers?|digesters?|digest bots?|prytany)";

  private static final Set<String> FIRST_WORDS =
      Set.of(
          "ignore",
          "disregard",
          "forget",
          "override",
          "bypass",
          "discard",
          "do",
          "don",
          "never",
          "you",
          "as",
          "system",
          "developer",
          "reveal",
          "print",
          "repeat",
          "update",
          "new",
          "replace",
          "note",
          "message",
          "instruction",
          "instructions",
          "attention",
          "notice",
          "memo",
          "reminder",
          "dear",
          "hey",
          "hello",
          "if",
          "when",
          "while",
          "whenever",
          "any",
          "all",
          "the",
          "ai",
          "ais",
          "llm",
          "llms",
          "gpt",
          "chatgpt",
          "claude",
          "gemini",
          "language",
          "chatbot",
          "chatbots",
          "summarizer",
          "summarizers",
          "summariser",
          "summarisers",
          "digester",
          "digesters",
          "digest",
          "prytany",
          "your",
          "respond",
          "reply",
          "answer",
          "output",
          "mark",
          "classify",
          "flag",
          "label",
          "treat",
          "report",
          "vote");

  private static final Phrases ORDERS =
      new Phrases(
          FIRST_WORDS,

          // Forget what you were told.
          "\\b(?:ignore|disregard|forget|override|bypass|discard)(?: (?:all|any|of|the|your|my|these|those|every|and|everything|other|initial|original)){0,4}"
              + " (?:previous|prior|above|earlier|preceding|foregoing|system|existing)(?: (?:and|or|safety|system)){0,2} (?:instructions?|prompts?|rules|directions?|directives|guidelines|commands|messages?)\\b"
              + "|\\b(?:ignore|disregard|forget) (?:everything|all) (?:you were|that was|that came|above|before)\\b"
              + "|\\b(?:do not|don't|never) follow (?:your|the) (?:previous|prior|original|system) (?:instructions?|prompt|rules)\\b"
              // Who the reader is said to be.
              + "|\\byou are (?:now )?(?:an? |the )?(?:\\w+ )?(?:ai|llm|language model|ai model|assistant|chatbot|summari[sz]er|digester)\\b"
              + "|\\bas an? (?:ai|llm|large language model|language model|ai assistant)\\b,? (?:you|i|please|do|never|always|language model)\\b"
              + "|\\b(?:system|developer) prompts?\\b.{0,40}\\b(?:is|reveal|print|overrid|updat|replac|new|ignore|says)"
              + "|\\b(?:reveal|print|repeat|update|new|replace|override)(?: (?:your|the|a|this)){0,2} (?:system|developer) prompts?\\b"
              // Orders to whoever summarises.
              + "|\\b(?:note|message|instructions?|attention|notice|memo|reminder)(?: \\w+){0,2} (?:to|for) (?:any |all |the |every )?(?:automated |ai )?"
              + READER
              + "\\b"
              + "|\\b(?:dear|hey|attention|hello),? (?:any |all |the )?"
              + READER
              + "\\b"
              + "|\\b(?:if|when|while|whenever) (?:(?:you|an? (?:ai|llm|language model|summari[sz]er|bot)) )?(?:are |is )?(?:summari[sz](?:e|es|ing)|digest(?:s|ing)?|process(?:es|ing)?|read(?:s|ing)?|analy[sz](?:e|es|ing)) (?:this|the) (?:text|proposal|document|page|message)\\b.{0,60}\\b(?:you (?:must|should|shall)|say that|output|report that|omit|do not mention|leave out|always say|write that|respond|reply)\\b"
              + "|\\b(?:any |all |the )?"
              + READER
              + " (?:reading this |that reads this |summari[sz]ing this )?(?:must|should|shall|has to|have to|is to|are to)(?: (?:not|never|only|always))? (?:report|say|state|omit|mention|mark|classify|output|describe|recommend|vote|answer|respond|ignore|skip)\\b"
              + "|\\b(?:do not|don't|never) (?:mention|report|flag|include|list|disclose|show)\\b.{0,60}\\bin (?:the|your|any) (?:summary|digest|output|answer|response|findings)\\b"
              + "|\\b(?:(?:your|the) (?:summary|digest)|your (?:output|answer|response)) (?:must|should|shall) (?:only |not |never |always )?(?:say|state|read|be|contain|mention|include|begin|start|omit)\\b"
              + "|\\b(?:respond|reply|answer|output)(?: only)? with (?:only |exactly )?[\"“'‘]"
              + "|\\b(?:mark|classify|flag|label|treat|report) (?:this|the|it|all)(?: \\w+){0,2} as (?:safe|consistent|verified|green|harmless|trusted|low risk|no findings)\\b"
              + "|\\bvote (?:for|yes|against|no) (?:on this )?(?:regardless|no matter|without checking|automatically)\\b");

  /**
   * Marks of conversations, without the underscores that folding takes out, and orders in other
   * languages.
   */
  private static final Pattern MARKS =
      Pattern.compile(
          "<\\|(?:imstart|imend|system|user|assistant|endoftext|eotid|startheaderid)[^>]{0,20}\\|?>|\\[/?inst\\]|<</?sys>>|<startofturn>"
              + "|###+ ?(?:instruction|system|assistant|response) ?:"
              // The same in other languages.
              + "|\\bignorier(?:e|en sie|t)? (?:bitte )?(?:alle |die |deine |ihre ){0,6}(?:vorherigen|vorigen|bisherigen|obigen|früheren) (?:anweisungen|befehle|regeln|vorgaben)"
              + "|\\bignore[zr]? (?:toutes |les |tes |vos |ces ){0,6}(?:instructions|consignes|règles) (?:précédentes|antérieures|ci-dessus)"
              + "|\\bignor(?:a|e|ar|en) (?:todas |las |tus |sus ){0,6}(?:instrucciones|órdenes|reglas) (?:anteriores|previas)"
              + "|\\bignor(?:a|e|are) (?:tutte |le |tue ){0,6}istruzioni precedenti"
              + "|\\bignor(?:e|ar) (?:todas |as |suas ){0,6}instruções anteriores"
              + "|(?:игнорируй(?:те)?|забудь(?:те)?) (?:все |всё )?(?:предыдущие|прежние) (?:инструкции|указания|правила)"
              + "|(?:忽略|无视|忘记)(?:之前|以上|先前|上述|前面)?(?:的)?(?:所有|全部|一切)?(?:之前|以上|先前|上述)?(?:的)?(?:指令|指示|提示|说明)"
              + "|(?:以前|これまで|上記|前)の(?:すべての)?(?:指示|命令|プロンプト)を(?:無視|忘れ)");

  /** A line that speaks in the name of one side of a conversation. */
  private static final Pattern ROLE_LINE =
      Pattern.compile(
          "(?m)^[ \\t>*_#-]{0,12}(?:\\[?(?:system|assistant|developer|system prompt)\\]?)[*_]{0,2}[ \\t]*:[*_]{0,2}[ \\t]*(?=\\S)(?:you|do|ignore|always|never|the (?:summary|digest|proposal|following)|this proposal|from now|i )",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SPACED =
      Pattern.compile("(?<![\\p{L}\\d])(?:[\\p{L}][ .\\-|/]{1,3}){10,300}[\\p{L}](?![\\p{L}])");
  private static final Pattern DENSE_ORDERS =
      Pattern.compile(
          "(?:ignore|disregard|forget|override)(?:all|any|the|your|of|these|my){0,12}(?:previous|prior|above|earlier|preceding|system)(?:instructions?|prompts?|rules|directions?)"
              + "|systemprompt|youarean?(?:ai|llm|assistant)|donotreport|reportnofindings|markas(?:safe|consistent)");

  private static final Pattern BASE64 =
      Pattern.compile("(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}+={0,2}");
  private static final Pattern HEX =
      Pattern.compile("(?<![0-9a-zA-Z])(?:0x)?((?:[0-9a-f]{2}){12,}+)(?![0-9a-zA-Z])");
  private static final Pattern CYRILLIC = Pattern.compile("[\\u0400-\\u04ff]");
  private static final int LONGEST_CODE = 8_000;
  private static final double MOSTLY_WORDS = 0.93;

  private final Comparison comparison;

  ModelTextCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    String raw = comparison.raw();
    FoldedText folded = new FoldedText(raw, true);
    orders(folded);
    if (CYRILLIC.matcher(raw).find()) {
      orders(new FoldedText(raw, false));
    }
    Matcher roles = ROLE_LINE.matcher(raw);
    while (roles.find()) {
      found(new Span(roles.start(), roles.end()), "");
    }
    spaced(folded);
    encoded(raw);
  }

  private void orders(FoldedText folded) {
    ORDERS.in(folded).forEach(span -> found(span, ""));
    Matcher marks = MARKS.matcher(folded.text());
    while (marks.find()) {
      found(folded.span(marks.start(), marks.end()), "");
    }
  }

  private void spaced(FoldedText folded) {
    Matcher runs = SPACED.matcher(folded.text());
    while (runs.find()) {
      String dense = runs.group().replaceAll("[ .\\-|/]", "");
      if (DENSE_ORDERS.matcher(dense).find()) {
        found(folded.span(runs.start(), runs.end()), ", with its letters set apart");
      }
    }
  }

  private void encoded(String raw) {
    Matcher blobs = BASE64.matcher(raw);
    while (blobs.find()) {
      decoded(blobs.group()).ifPresent(words -> foundCode(blobs, words));
    }
    Matcher digits = HEX.matcher(raw);
    while (digits.find()) {
      if (digits.group(1).length() <= LONGEST_CODE) {
        words(HexFormat.of().parseHex(digits.group(1)))
            .filter(ModelTextCheck::isOrder)
            .ifPresent(words -> foundCode(digits, words));
      }
    }
  }

  private void foundCode(Matcher place, String words) {
    Span span = new Span(place.start(), place.end());
    if (isOrder(words)) {
      comparison.findAt(
          Severity.AMBER,
          FindingCode.ADDRESSED_TO_MODEL,
          "The text has an order to a program that reads it, written in code: "
              + Quoted.of(words)
              + ". Nothing here follows it.",
          span);
    } else {
      comparison.findAt(
          Severity.AMBER,
          FindingCode.ENCODED_TEXT,
          "The text has words in a code that readers cannot read: " + Quoted.of(words) + ".",
          span);
    }
  }

  private static boolean isOrder(String words) {
    FoldedText folded = new FoldedText(words, true);
    return !ORDERS.in(folded).isEmpty() || MARKS.matcher(folded.text()).find();
  }

  private static Optional<String> decoded(String blob) {
    if (blob.length() > LONGEST_CODE) {
      return Optional.empty();
    }
    String plain = blob.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
    if (plain.length() % 4 == 1) {
      return Optional.empty();
    }
    try {
      return words(Base64.getDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What bytes say if they are words of a sentence. */
  private static Optional<String> words(byte[] bytes) {
    int plain = 0;
    int blanks = 0;
    for (byte each : bytes) {
      boolean letter = (each | 0x20) >= 'a' && (each | 0x20) <= 'z';
      blanks += each == ' ' ? 1 : 0;
      plain +=
          letter || each == ' ' || (each >= '0' && each <= '9') || each == '.' || each == ','
              ? 1
              : 0;
    }
    boolean sentence =
        plain >= MOSTLY_WORDS * bytes.length && blanks >= 2 && blanks * 12 >= bytes.length;
    return sentence ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
  }

  private void found(Span span, String how) {
    boolean known =
        comparison.found().saidEnough(FindingCode.ADDRESSED_TO_MODEL)
            || comparison.found().has(FindingCode.ADDRESSED_TO_MODEL, span);
    if (!known) {
      comparison.findAt(
          Severity.AMBER,
          FindingCode.ADDRESSED_TO_MODEL,
          "The text talks to a program that reads it"
              + how
              + ": "
              + Quoted.of(span.of(comparison.raw()))
              + ". Nothing here follows it.",
          span);
    }
  }
}
