package org.prytany.chain.family;

import org.prytany.chain.abi.AbiBytes;

/** The forms in which governors announce proposals. */
public final class CreatedEvents {

  /** OpenZeppelin's, and Compound's from the beginning on. */
  public static final String PLAIN =
      AbiBytes.topic(
          "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)");

  /** The same with a kind of proposal at its end: Venus, and Agora's governors. */
  public static final String TYPED =
      AbiBytes.topic(
          "ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string,uint8)");

  /** Of Agora's governors: what a contract of its own makes of some bytes. It is not read. */
  public static final String BY_MODULE =
      AbiBytes.topic("ProposalCreated(uint256,address,address,bytes,uint256,uint256,string,uint8)");

  /** The same, as they did it earlier. */
  public static final String BY_MODULE_UNTYPED =
      AbiBytes.topic("ProposalCreated(uint256,address,address,bytes,uint256,uint256,string)");

  private CreatedEvents() {}
}
