// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {PrytanyGovernor} from "../PrytanyGovernor.sol";

/// @notice A working governor that also lies in its logs: whoever reads `ProposalCreated` must survive it.
/// @dev For tests. It says since when it knows a proposal that is made up here, as an honest governor
/// would; `state` knows nothing of it.
contract HostileGovernor is PrytanyGovernor {
    mapping(uint256 proposalId => uint256 timepoint) private _madeUp;

    constructor(
        string memory name,
        IVotes token,
        TimelockController timelock,
        uint48 votingDelay_,
        uint32 votingPeriod_,
        uint256 proposalThreshold_,
        uint256 quorumPercent
    )
        PrytanyGovernor(
            name, token, timelock, votingDelay_, votingPeriod_, proposalThreshold_, quorumPercent
        )
    {}

    function proposalSnapshot(uint256 proposalId) public view override returns (uint256) {
        uint256 madeUp = _madeUp[proposalId];
        return madeUp == 0 ? super.proposalSnapshot(proposalId) : madeUp;
    }

    function state(uint256 proposalId) public view override returns (ProposalState) {
        if (_madeUp[proposalId] != 0) {
            revert GovernorNonexistentProposal(proposalId);
        }
        return super.state(proposalId);
    }

    /// @notice Emits well-formed ABI whose arrays may differ in length and whose description is any bytes,
    /// valid UTF-8 or not.
    function emitProposalCreated(
        uint256 proposalId,
        address proposer,
        address[] memory targets,
        uint256[] memory values,
        string[] memory signatures,
        bytes[] memory calldatas,
        uint256 voteStart,
        uint256 voteEnd,
        bytes memory description
    ) public {
        _madeUp[proposalId] = block.timestamp;
        emit ProposalCreated(
            proposalId,
            proposer,
            targets,
            values,
            signatures,
            calldatas,
            voteStart,
            voteEnd,
            string(description)
        );
    }

    /// @notice Emits a proposal without actions whose description is `length` times the byte `fill`.
    /// @dev A description of a million bytes is made here, because as memory it would cost several blocks.
    function emitLongDescription(uint256 proposalId, bytes1 fill, uint256 length) external {
        _madeUp[proposalId] = block.timestamp;
        bytes memory head = abi.encode(
            proposalId,
            msg.sender,
            new address[](0),
            new uint256[](0),
            new string[](0),
            new bytes[](0),
            block.timestamp,
            block.timestamp + 1,
            ""
        );
        bytes32 topic = ProposalCreated.selector;
        bytes32 word = bytes32(uint256(uint8(fill)) * (type(uint256).max / 255));
        // Written in place: encoding it once more in Solidity would copy the million bytes, whose memory is
        // priced by the square. The empty description is the last word of `head`: its length.
        assembly {
            let data := add(head, 0x20)
            let end := add(data, mload(head))
            mstore(sub(end, 0x20), length)
            let last := add(end, length)
            for { let at := end } lt(at, last) { at := add(at, 0x20) } { mstore(at, word) }
            // The padding of the last word is zero in honest ABI.
            mstore(last, 0)
            let padded := and(add(length, 0x1f), not(0x1f))
            log1(data, add(mload(head), padded), topic)
        }
    }

    /// @notice Emits `ProposalCreated` with any data at all, decodable or not.
    function emitRaw(bytes calldata eventData) external {
        bytes32 topic = ProposalCreated.selector;
        bytes memory data = eventData;
        assembly {
            log1(add(data, 0x20), mload(data), topic)
        }
    }
}
