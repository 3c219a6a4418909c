// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "openzeppelin-contracts-v4/governance/Governor.sol";
import {IGovernor} from "openzeppelin-contracts-v4/governance/IGovernor.sol";
import {TimelockController} from "openzeppelin-contracts-v4/governance/TimelockController.sol";
import {
    GovernorCompatibilityBravo
} from "openzeppelin-contracts-v4/governance/compatibility/GovernorCompatibilityBravo.sol";
import {GovernorTimelockControl} from "openzeppelin-contracts-v4/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "openzeppelin-contracts-v4/governance/extensions/GovernorVotes.sol";
import {IVotes} from "openzeppelin-contracts-v4/governance/utils/IVotes.sol";
import {IERC165} from "openzeppelin-contracts-v4/utils/introspection/IERC165.sol";

/// @notice OpenZeppelin 4.9's governor that counts, and may be asked, as Compound's.
/// @dev For tests. All that it does is OpenZeppelin's.
contract CompatibleGovernor is Governor, GovernorCompatibilityBravo, GovernorVotes, GovernorTimelockControl {
    constructor(IVotes token, TimelockController timelock)
        Governor("Compatible")
        GovernorVotes(token)
        GovernorTimelockControl(timelock)
    {}

    function votingDelay() public pure override returns (uint256) {
        return 1;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 1000;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }

    function state(uint256 proposalId)
        public
        view
        override(Governor, IGovernor, GovernorTimelockControl)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override(Governor, GovernorCompatibilityBravo, IGovernor) returns (uint256) {
        return super.propose(targets, values, calldatas, description);
    }

    function cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public override(Governor, GovernorCompatibilityBravo, IGovernor) returns (uint256) {
        return super.cancel(targets, values, calldatas, descriptionHash);
    }

    function supportsInterface(bytes4 interfaceId)
        public
        view
        override(Governor, IERC165, GovernorTimelockControl)
        returns (bool)
    {
        return super.supportsInterface(interfaceId);
    }

    function _execute(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._execute(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
