package org.prytany.app.textdigest;

import java.util.List;
import java.util.Map;

/** Parameter types of functions that payloads often name without their types. */
final class PublishedFunctions {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("transfer", "address,uint256"),
          Map.entry("transferFrom", "address,address,uint256"),
          Map.entry("approve", "address,uint256"),
          Map.entry("increaseAllowance", "address,uint256"),
          Map.entry("mint", "address,uint256"),
          Map.entry("burn", "uint256"),
          Map.entry("transferOwnership", "address"),
          Map.entry("grantRole", "bytes32,address"),
          Map.entry("revokeRole", "bytes32,address"),
          Map.entry("upgradeTo", "address"),
          Map.entry("changeAdmin", "address"),
          // Celo's core contracts
          Map.entry("_setImplementation", "address"),
          Map.entry("_setAndInitializeImplementation", "address,bytes"),
          Map.entry("setAddressFor", "string,address"),
          Map.entry("release", "address,uint256"),
          Map.entry("addOracle", "address,address"),
          Map.entry("removeOracle", "address,address,uint256"),
          Map.entry("unfreeze", "address"),
          Map.entry("addToken", "address"),
          Map.entry("addExchangeSpender", "address"),
          Map.entry("setStableTokenExchangeLimits", "string,uint256,uint256"),
          Map.entry("setCurrencyConfig", "address,address,uint256"),
          Map.entry("removeCurrencies", "address,uint256"),
          Map.entry("setRewardsMultiplierParameters", "uint256,uint256,uint256"),
          Map.entry("setTargetVotingYieldParameters", "uint256,uint256"),
          Map.entry("setTargetVotingYield", "uint256"),
          Map.entry("setCommunityRewardFraction", "uint256"),
          Map.entry("setTargetValidatorEpochPayment", "uint256"),
          Map.entry("setTargetDensity", "uint256"),
          Map.entry("setBlockGasLimit", "uint256"),
          Map.entry("setMaxVoterRewardCommission", "uint256"));

  private PublishedFunctions() {}

  /** The types, if the function is known to take that many arguments; else none. */
  static List<String> types(String name, int arguments) {
    List<String> types = List.of(TYPES.getOrDefault(name, "").split(",", -1));
    return types.size() == arguments && !types.getFirst().isEmpty() ? types : List.of();
  }
}
