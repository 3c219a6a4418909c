// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Answers what it was told to answer, and announces what it was told to announce.
/// @dev For tests. Everyone may tell it; a question without an answer reverts, or does
/// what it was told to do then.
contract PuppetGovernor {
    event ProposalCreated(
        uint256 proposalId,
        address proposer,
        address[] targets,
        uint256[] values,
        string[] signatures,
        bytes[] calldatas,
        uint256 voteStart,
        uint256 voteEnd,
        string description
    );

    mapping(bytes32 question => bytes) private _answers;
    mapping(bytes32 question => bool) private _known;

    /// @notice What comes of a question without an answer.
    enum Otherwise {
        REVERT_WITH_WORDS,
        REVERT_WITH_NOTHING,
        BURN_ALL_GAS,
        LOOP,
        ANSWER_NOTHING,
        ANSWER_ONE,
        ANSWER_A_BYTE,
        ANSWER_AT_LENGTH
    }

    Otherwise private _otherwise;

    /// @param question a selector, or a selector with arguments
    function tell(bytes calldata question, bytes calldata answer) external {
        _answers[keccak256(question)] = answer;
        _known[keccak256(question)] = true;
    }

    function forget(bytes calldata question) external {
        _known[keccak256(question)] = false;
    }

    function otherwise(Otherwise what) external {
        _otherwise = what;
    }

    /// @notice Announces a proposal of many equal calls and a long text that is made here.
    function announceLarge(uint256 proposalId, uint256 calls, uint256 letters, uint256 voteStart, uint256 voteEnd)
        external
    {
        address[] memory targets = new address[](calls);
        bytes[] memory calldatas = new bytes[](calls);
        bytes memory text = new bytes(letters);
        for (uint256 i = 0; i + 32 <= letters; i += 32) {
            assembly {
                mstore(add(add(text, 32), i), 0x6161616161616161616161616161616161616161616161616161616161616161)
            }
        }
        emit ProposalCreated(
            proposalId,
            msg.sender,
            targets,
            new uint256[](calls),
            new string[](calls),
            calldatas,
            voteStart,
            voteEnd,
            string(text)
        );
    }

    /// @notice Emits any log with up to two topics.
    function log(bytes32 first, bytes32 second, bytes calldata data) external {
        bytes memory copy = data;
        assembly {
            switch second
            case 0 { log1(add(copy, 32), mload(copy), first) }
            default { log2(add(copy, 32), mload(copy), first, second) }
        }
    }

    fallback() external payable {
        bytes32 key = keccak256(msg.data);
        if (!_known[key]) key = keccak256(msg.data[0:msg.data.length < 4 ? msg.data.length : 4]);
        if (!_known[key]) _other();
        bytes memory answer = _answers[key];
        assembly {
            return(add(answer, 32), mload(answer))
        }
    }

    function _other() private view {
        Otherwise what = _otherwise;
        if (what == Otherwise.REVERT_WITH_WORDS) revert("not told");
        assembly {
            switch what
            case 1 { revert(0, 0) }
            case 2 { invalid() }
            case 3 { for {} 1 {} {} }
            case 4 { return(0, 0) }
            case 5 {
                mstore(0, 1)
                return(0, 32)
            }
            case 6 { return(0, 1) }
            default { return(0, 100000) }
        }
    }
}
