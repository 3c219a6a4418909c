package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Sheet;
import org.prytany.app.sheet.SheetMarkdown;
import org.prytany.app.view.DigestLineView;
import org.prytany.app.view.FindingView;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.digest.ChainFactsReader;
import org.prytany.governance.digest.ClaimCheck;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.Plugins;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TreasuryExecutor;
import org.prytany.spi.VoteStrategy;

/** What cannot be read explains no payment, and every reader is told. */
class UnreadTextTest {

  private static final List<GivenAction> PAYS =
      List.of(
          new GivenAction(
              "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48",
              "transfer(address,uint256)",
              "0",
              List.of("0x88e14dd7894893480adec56d167b6e2810775b82", "66000000"),
              Optional.empty()));
  private static final String TEXT = "请支付 66 USDC 给 0x88e14dd7894893480adec56d167b6e2810775b82。";

  @Test
  void aPaymentOfATextInAnotherLanguageIsRed() {
    DigestLineView line = new TextDigester(service()).digest("1", "仓库", TEXT, PAYS);

    assertThat(line.notes()).singleElement().asString().contains("not in English");
    assertThat(line.blocked()).isTrue();
    assertThat(line.findings())
        .filteredOn(finding -> finding.severity().equals("RED"))
        .extracting(FindingView::code)
        .containsOnly("UNMENTIONED_TRANSFER");
  }

  @Test
  void aSheetDoesNotSayThatAnUnreadTextAgrees() {
    Sheet sheet =
        new TextDigester(service()).sheet("仓库", TEXT, List.of(), TextDigester.Owner.UNKNOWN);

    assertThat(sheet.verdict()).contains("not compared").doesNotContain("agree");
    assertThat(SheetMarkdown.of(sheet, Optional.empty())).contains("not in English: its first");
  }

  private static DigestService service() {
    return new DigestService(
        new OneDigester(),
        new NoModel(),
        Optional.empty(),
        ChainAdapters.offlineDecoder(),
        ChainAdapters.offlineSimulator(),
        ChainFactsReader.NONE,
        ClaimCheck.standard(),
        null,
        null,
        InstantSource.system());
  }

  /** Can read no text. */
  private static final class OneDigester implements Plugins, ProposalDigester {

    @Override
    public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
      return new TextDigest(
          "", List.of(), List.of(), List.of(new TextDigest.Note.NotEnglish()), "nothing/1");
    }

    @Override
    public String id() {
      return "nothing";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Optional<ProposalDigester> digester() {
      return Optional.of(this);
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.empty();
    }

    @Override
    public Optional<TreasuryExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return List.of();
    }
  }

  /** No sentence is embedded here. */
  private static final class NoModel implements TextEmbedder {

    @Override
    public float[][] embed(List<String> sentences) {
      throw new IllegalStateException("nothing is to be embedded");
    }

    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public String modelId() {
      return "none";
    }

    @Override
    public String modelSha256() {
      return "0".repeat(64);
    }

    @Override
    public String device() {
      return "cpu";
    }
  }
}
