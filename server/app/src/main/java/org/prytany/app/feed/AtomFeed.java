package org.prytany.app.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.prytany.app.sheet.VisibleText;

/**
 * Writes an Atom feed (RFC 4287). All text goes through the XML writer, which escapes it; a digest
 * stands in an entry as XHTML of our own making.
 */
public final class AtomFeed {

  /** What readers of feeds call the format. */
  public static final String MEDIA_TYPE = "application/atom+xml";

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private AtomFeed() {}

  /**
   * What stands before the entries.
   *
   * @param title whose proposals, and which of them
   * @param subtitle what is said of each
   * @param id as {@link FeedEntry#idOf} makes it, of the feed
   * @param self where the feed is
   * @param page where the DAO or space is shown
   */
  public record Head(String title, String subtitle, String id, String self, String page) {

    /** Of a DAO. */
    public static Head ofDao(String title, String id, String self, String page) {
      return new Head(
          title,
          "What proposals say, what they execute, and where the two differ, as Prytany reads them",
          id,
          self,
          page);
    }

    /** Of a space, in which nothing is executed. */
    public static Head ofSpace(String title, String id, String self, String page) {
      return new Head(
          title,
          "What is voted on off chain, and what it says, as Prytany reads it",
          id,
          self,
          page);
    }
  }

  /** The feed's text. */
  public static String write(Head head, List<FeedEntry> entries) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(ATOM);
      xml.writeAttribute("xml:lang", "en");
      element(xml, "id", head.id());
      element(xml, "title", VisibleText.of(head.title()));
      element(xml, "subtitle", head.subtitle());
      element(xml, "updated", time(updated(entries)));
      link(xml, "self", MEDIA_TYPE, head.self());
      link(xml, "alternate", "text/html", head.page());
      element(xml, "generator", "Prytany");
      for (FeedEntry entry : entries) {
        entry(xml, entry);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed was not written to memory", e);
    }
    return text.toString();
  }

  /** When the newest of the entries changed; 1970 of none. */
  public static Instant updated(List<FeedEntry> entries) {
    return entries.stream()
        .map(FeedEntry::updated)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static void entry(XMLStreamWriter xml, FeedEntry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    element(xml, "id", entry.id());
    element(xml, "title", (entry.sheet().blocked() ? "⛔ " : "") + entry.sheet().headline());
    element(xml, "updated", time(entry.updated()));
    if (entry.published().isPresent()) {
      element(xml, "published", time(entry.published().get()));
    }
    xml.writeStartElement("author");
    element(xml, "name", entry.author());
    xml.writeEndElement();
    link(xml, "alternate", "text/html", entry.page());
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", entry.state());
    element(xml, "summary", VisibleText.of(entry.summary()));
    xml.writeStartElement("content");
    xml.writeAttribute("type", "xhtml");
    new SheetXhtml(xml).write(entry.sheet());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String type, String href)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", href);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
