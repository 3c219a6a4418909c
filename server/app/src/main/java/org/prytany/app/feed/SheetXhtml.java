package org.prytany.app.feed;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.prytany.app.sheet.Sheet;

/**
 * Writes a sheet as an XHTML div of headings, paragraphs, lists and one table: no link, no style.
 */
final class SheetXhtml {

  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  /** A feed is fetched often; a proposal of a thousand calls is read on its page. */
  private static final int MOST = 100;

  private final XMLStreamWriter xml;

  SheetXhtml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  void write(Sheet sheet) throws XMLStreamException {
    xml.writeStartElement("div");
    xml.writeDefaultNamespace(XHTML);
    if (!sheet.standing().isEmpty()) {
      text("p", String.join(" ", sheet.standing()));
    }
    if (sheet.ask().isPresent()) {
      text("p", sheet.ask().get() + "." + sheet.quotedPlaces());
    }
    if (sheet.stale().isPresent()) {
      text("p", "This digest is stale. " + sheet.stale().get());
    }
    xml.writeStartElement("p");
    text("strong", sheet.verdict());
    xml.writeEndElement();
    findings(sheet.findings());
    sentences(sheet.sentences());
    for (String note : sheet.notes()) {
      text("p", note);
    }
    executes(sheet);
    pairs(sheet.pairs());
    provenance(sheet.provenance());
    xml.writeEndElement();
  }

  private void sentences(List<Sheet.Sentence> sentences) throws XMLStreamException {
    text("h3", "What it says");
    if (sentences.isEmpty()) {
      text("p", "There is no summary of the text.");
      return;
    }
    xml.writeStartElement("ul");
    for (Sheet.Sentence sentence : sentences) {
      text("li", sentence.text() + " (" + sentence.place() + ")");
    }
    xml.writeEndElement();
  }

  private void executes(Sheet sheet) throws XMLStreamException {
    text("h3", "What it executes");
    if (sheet.failure().isPresent()) {
      text("p", sheet.failure().get());
    }
    if (sheet.executes().isEmpty() && sheet.effects().isEmpty()) {
      text(
          "p",
          sheet.failure().isPresent() ? "No call could be decoded." : "There are no calls here.");
      return;
    }
    calls(sheet.executes());
    if (sheet.failure().isEmpty() && sheet.effects().isEmpty()) {
      text("p", "It moves nothing and changes no power or setting.");
    }
    if (!sheet.effects().isEmpty()) {
      text("p", "Net result:");
      xml.writeStartElement("ul");
      for (String effect : first(sheet.effects())) {
        text("li", effect);
      }
      xml.writeEndElement();
      more(sheet.effects().size(), "changes");
    }
  }

  private void calls(List<Sheet.Call> calls) throws XMLStreamException {
    if (calls.isEmpty()) {
      return;
    }
    xml.writeStartElement("ol");
    for (Sheet.Call call : first(calls)) {
      xml.writeStartElement("li");
      xml.writeCharacters(
          call.line() + (call.remark().isEmpty() ? "" : " (" + call.remark() + ")"));
      calls(call.inside());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    more(calls.size(), "calls");
  }

  private void pairs(List<Sheet.Pair> pairs) throws XMLStreamException {
    if (pairs.isEmpty()) {
      return;
    }
    text("h3", "The text against the calls");
    xml.writeStartElement("table");
    xml.writeStartElement("tr");
    text("th", "The text says");
    text("th", "The calls do");
    text("th", "");
    xml.writeEndElement();
    for (Sheet.Pair pair : first(pairs)) {
      xml.writeStartElement("tr");
      text(
          "td",
          pair.claim()
              .map(claim -> "“" + claim.quote() + "” (" + claim.lines().words() + ")")
              .orElse(
                  pair.status() == Sheet.Status.CONSISTENT
                      ? pair.explanation()
                      : "nothing about this"));
      text("td", pair.effect().orElse("nothing of the kind"));
      text("td", pair.status().mark() + " " + pair.status().words());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    more(pairs.size(), "comparisons");
  }

  private void findings(List<Sheet.Finding> findings) throws XMLStreamException {
    if (findings.isEmpty()) {
      return;
    }
    xml.writeStartElement("ul");
    for (Sheet.Finding finding : first(findings)) {
      xml.writeStartElement("li");
      text(
          "strong",
          switch (finding.severity()) {
            case STOP -> "Stop: ";
            case LOOK -> "Look: ";
            case NOTE -> "Note: ";
          });
      xml.writeCharacters(
          finding.text()
              + finding.lines().map(lines -> " (" + lines.words() + ")").orElse("")
              + (finding.call() >= 0 ? " (call " + (finding.call() + 1) + ")" : ""));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    more(findings.size(), "findings");
  }

  private void provenance(List<Sheet.Fact> provenance) throws XMLStreamException {
    text("h3", "Made from and with");
    xml.writeStartElement("ul");
    for (Sheet.Fact fact : provenance) {
      text("li", fact.name() + ": " + fact.value());
    }
    xml.writeEndElement();
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private void more(int all, String what) throws XMLStreamException {
    if (all > MOST) {
      text("p", (all - MOST) + " more " + what + " stand on the proposal's page.");
    }
  }

  private void text(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
