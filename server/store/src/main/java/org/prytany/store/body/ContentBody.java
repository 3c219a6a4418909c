package org.prytany.store.body;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What was proposed.
 *
 * @param key ProposalKey.text()
 * @param valuesWei decimal, wei
 * @param proposedAt Unix seconds
 * @param description the raw bytes, base64 in JSON: they need not be valid UTF-8
 */
public record ContentBody(
    String key,
    String proposer,
    List<String> targets,
    List<String> valuesWei,
    List<String> calldatas,
    byte[] description,
    String descriptionHash,
    long voteStart,
    long voteEnd,
    String transactionHash,
    long block,
    String blockHash,
    @Nullable Long proposedAt) {

  static ContentBody of(ProposalContent content) {
    return new ContentBody(
        content.key().text(),
        content.proposer().hex(),
        content.targets().stream().map(Address::hex).toList(),
        content.valuesWei().stream().map(BigInteger::toString).toList(),
        content.calldatas(),
        HexFormat.of().parseHex(content.descriptionHex().substring(2)),
        content.descriptionHash(),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        content.block(),
        content.blockHash(),
        content.proposedAt().isPresent() ? content.proposedAt().getAsLong() : null);
  }

  ProposalContent toDomain() {
    return new ProposalContent(
        ProposalKey.parse(key),
        new Address(proposer),
        targets.stream().map(Address::new).toList(),
        valuesWei.stream().map(BigInteger::new).toList(),
        calldatas,
        "0x" + HexFormat.of().formatHex(description),
        descriptionHash,
        voteStart,
        voteEnd,
        transactionHash,
        block,
        blockHash,
        proposedAt == null ? OptionalLong.empty() : OptionalLong.of(proposedAt));
  }
}
