// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @notice A governor without a timelock: it holds the funds, and executes straight after the vote.
/// @dev For tests. All that it does is OpenZeppelin's.
contract NoTimelockGovernor is Governor, GovernorCountingSimple, GovernorVotes {
    uint256 private immutable DELAY;
    uint256 private immutable PERIOD;
    uint256 private immutable QUORUM;

    constructor(IVotes token, uint256 delay, uint256 period, uint256 votes) Governor("At once") GovernorVotes(token) {
        DELAY = delay;
        PERIOD = period;
        QUORUM = votes;
    }

    function votingDelay() public view override returns (uint256) {
        return DELAY;
    }

    function votingPeriod() public view override returns (uint256) {
        return PERIOD;
    }

    function quorum(uint256) public view override returns (uint256) {
        return QUORUM;
    }
}
