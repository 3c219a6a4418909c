// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice The treasury: it holds what the DAO owns and pays only what waited for its delay.
contract PrytanyTimelock is TimelockController {
    /// @param minDelay seconds between queueing and the earliest execution
    /// @param admin may set roles until it renounces; the zero address for none
    constructor(uint256 minDelay, address[] memory proposers, address[] memory executors, address admin)
        TimelockController(minDelay, proposers, executors, admin)
    {}
}
