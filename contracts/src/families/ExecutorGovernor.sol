// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @notice Holds what a governor pays out, and calls what that governor says.
/// @dev For tests.
contract GovernedPurse {
    address private immutable GOVERNOR = msg.sender;

    error OnlyGovernor(address account);

    receive() external payable {}

    function call(address target, uint256 value, bytes calldata data) external {
        if (msg.sender != GOVERNOR) revert OnlyGovernor(msg.sender);
        (bool done, bytes memory returned) = target.call{value: value}(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(returned, 32), mload(returned))
            }
        }
    }
}

/// @notice A governor that executes from another contract than itself, and names no timelock.
/// @dev For tests. All but the purse is OpenZeppelin's, and the purse takes a timelock's place as OpenZeppelin
/// provides for.
contract ExecutorGovernor is Governor, GovernorCountingSimple, GovernorVotes {
    GovernedPurse public immutable purse = new GovernedPurse();

    constructor(IVotes token) Governor("Executor") GovernorVotes(token) {}

    function votingDelay() public pure override returns (uint256) {
        return 10;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 1000;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 1000;
    }

    function _executeOperations(
        uint256,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32
    ) internal override {
        for (uint256 i = 0; i < targets.length; ++i) {
            purse.call(targets[i], values[i], calldatas[i]);
        }
    }

    function _executor() internal view override returns (address) {
        return address(purse);
    }
}
