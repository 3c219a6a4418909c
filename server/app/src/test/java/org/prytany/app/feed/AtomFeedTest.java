package org.prytany.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.app.sheet.Sheets;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.DecodedAction;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class AtomFeedTest {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final Instant UPDATED = Instant.parse("2026-11-21T08:00:00.123Z");
  private static final String ATTACK =
      "]]></div><script>alert(1)</script>&amp;\u0000\ud800\uffff <entry> \u202e";

  private static Proposal proposal(int id, String text, String words) {
    Proposal read =
        Samples.digested(
            Samples.in(Samples.fresh(id, text), ProposalState.ACTIVE, 120, OptionalLong.empty()),
            words,
            words);
    return Samples.judged(
        Samples.executing(
            read,
            List.of(Samples.call(words, DecodedAction.Manner.CALL)),
            List.of(Samples.payment("25000500000")),
            ChainFacts.NONE),
        List.of(new Verdict.Match(0, 0, Verdict.Status.CONTRADICTED, words)),
        Samples.red(words));
  }

  private static FeedEntry entry(Proposal proposal) {
    return new FeedEntry(
        FeedEntry.idOf(proposal.key(), proposal.content().contentHash()),
        UPDATED,
        Optional.of(Samples.PROPOSED),
        "0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A",
        "ACTIVE",
        "Pays 25,000.5 USDX",
        "https://dao.example/#/daos/demo/proposals/" + proposal.key().proposalId(),
        Sheets.of(Samples.DAO, proposal, Optional.empty(), false));
  }

  private static Document feed(String name, List<FeedEntry> entries) throws Exception {
    String text =
        AtomFeed.write(
            AtomFeed.Head.ofDao(
                name,
                FeedEntry.idOf(31337, Samples.GOVERNOR, FeedKind.PROPOSALS),
                "https://dao.example/api/v1/daos/demo/feed.atom",
                "https://dao.example/#/daos/demo"),
            entries);
    return parse(text);
  }

  static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  static List<Element> children(Element parent, String name) {
    NodeList all = parent.getElementsByTagNameNS(ATOM, name);
    return java.util.stream.IntStream.range(0, all.getLength())
        .mapToObj(all::item)
        .filter(node -> node.getParentNode() == parent)
        .map(Element.class::cast)
        .toList();
  }

  static String only(Element parent, String name) {
    List<Element> found = children(parent, name);
    assertThat(found).as(name).hasSize(1);
    return found.getFirst().getTextContent();
  }

  /** What RFC 4287 asks of every feed and entry, sections 4.1.1 and 4.1.2. */
  static void assertValid(Document document) {
    Element feed = document.getDocumentElement();
    assertThat(feed.getLocalName()).isEqualTo("feed");
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(only(feed, "id")).startsWith("urn:uuid:");
    assertThat(only(feed, "title")).isNotBlank();
    Instant.parse(only(feed, "updated"));
    assertThat(children(feed, "link"))
        .anySatisfy(link -> assertThat(link.getAttribute("rel")).isEqualTo("self"));
    for (Element entry : children(feed, "entry")) {
      assertThat(only(entry, "id")).matches("urn:uuid:[0-9a-f-]{36}");
      only(entry, "title");
      Instant.parse(only(entry, "updated"));
      Instant.parse(only(entry, "published"));
      assertThat(children(entry, "author")).hasSize(1);
      assertThat(only(children(entry, "author").getFirst(), "name")).isNotBlank();
      assertThat(children(entry, "link"))
          .singleElement()
          .satisfies(link -> assertThat(link.getAttribute("rel")).isEqualTo("alternate"));
      Element content = children(entry, "content").getFirst();
      assertThat(content.getAttribute("type")).isEqualTo("xhtml");
      assertThat(content.getChildNodes().getLength()).isEqualTo(1);
      Element div = (Element) content.getFirstChild();
      assertThat(div.getLocalName()).isEqualTo("div");
      assertThat(div.getNamespaceURI()).isEqualTo(XHTML);
    }
  }

  @Test
  void everyEntryHasWhatTheFormatAsksForAndTheWholeDigest() throws Exception {
    Document document =
        feed("Demo", List.of(entry(proposal(1, "# A\n\nPay the writers.", "Pay the writers."))));

    assertValid(document);
    Element entry = children(document.getDocumentElement(), "entry").getFirst();
    assertThat(only(entry, "updated")).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(only(entry, "title"))
        .isEqualTo("⛔ Pay 25,000.5 USDX to 0x19E7…ff2A · Pay the writers.");
    assertThat(only(entry, "content"))
        .contains("Stopped:", "What it executes", "Pays 25,000.5 USDX from the treasury")
        .contains("The text against the calls", "contradicted", "(line 3)", "Content hash");
    assertThat(only(document.getDocumentElement(), "updated")).isEqualTo("2026-11-21T08:00:00Z");
  }

  @Test
  void hostileTextIsTextInTheFeed() throws Exception {
    String text = "# Hostile\n\n" + ATTACK + "\n";
    // What is not Unicode reaches us as U+FFFD.
    String words = Samples.fresh(1, text).content().description().split("\n")[2];
    Document document = feed(ATTACK, List.of(entry(proposal(1, text, words))));

    assertValid(document);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagNameNS(XHTML, "script").getLength()).isZero();
    assertThat(children(document.getDocumentElement(), "entry")).hasSize(1);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("<script>alert(1)</script>", "[U+202E]", "[U+0000]");
  }

  @Test
  void theIdStaysWithTheContentAndChangesWithIt() {
    Proposal first = proposal(1, "# A\n\nOne.", "One.");
    Proposal again = Samples.in(first, ProposalState.DEFEATED, 200, OptionalLong.empty());
    Proposal edited = proposal(1, "# A\n\nTwo.", "Two.");
    Proposal other = proposal(2, "# A\n\nOne.", "One.");

    assertThat(entry(again).id()).isEqualTo(entry(first).id());
    assertThat(entry(edited).id()).isNotEqualTo(entry(first).id());
    assertThat(entry(other).id()).isNotEqualTo(entry(first).id());
    // Readers keep ids for years: this one must never become another.
    assertThat(FeedEntry.idOf(1, Samples.GOVERNOR, FeedKind.PROPOSALS))
        .isEqualTo(
            "urn:uuid:"
                + java.util.UUID.fromString(
                    FeedEntry.idOf(1, Samples.GOVERNOR, FeedKind.PROPOSALS).substring(9)));
  }

  @Test
  void aDaoWithoutProposalsHasAFeedToo() throws Exception {
    Document document = feed("Demo", List.of());

    assertValid(document);
    assertThat(children(document.getDocumentElement(), "entry")).isEmpty();
  }
}
